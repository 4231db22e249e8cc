### Cod pas, clo, cod adfer, modd diogel, a'r hyn sy'n digwydd pan gollir allwedd.

## The lock page.
lock-title = Ar glo
lock-heading = Datglowch i fynd ymlaen
lock-waiting = { $count ->
    [zero] Does dim yn aros i gael ei anfon.
    [one] Mae { $count } ateb yn aros. Bydd yn mynd pan fyddwch yn datgloi.
    [two] Mae { $count } ateb yn aros. Byddant yn mynd pan fyddwch yn datgloi.
    [few] Mae { $count } ateb yn aros. Byddant yn mynd pan fyddwch yn datgloi.
    [many] Mae { $count } ateb yn aros. Byddant yn mynd pan fyddwch yn datgloi.
   *[other] Mae { $count } ateb yn aros. Byddant yn mynd pan fyddwch yn datgloi.
}
lock-passcode = Eich cod pas
lock-open = Datgloi
lock-opening = Yn agor…
lock-wrong = Nid dyna’r cod pas.
lock-left = { $count ->
    [zero] Does gennych chi ddim cynnig ar ôl.
    [one] Mae gennych { $count } cynnig ar ôl.
    [two] Mae gennych { $count } gynnig ar ôl.
    [few] Mae gennych { $count } chynnig ar ôl.
    [many] Mae gennych { $count } chynnig ar ôl.
   *[other] Mae gennych { $count } cynnig ar ôl.
}
lock-wait = { $count ->
    [zero] Gallwch roi cynnig arall arni nawr.
    [one] Gallwch roi cynnig arall arni ymhen { $count } munud.
    [two] Gallwch roi cynnig arall arni ymhen { $count } funud.
    [few] Gallwch roi cynnig arall arni ymhen { $count } munud.
    [many] Gallwch roi cynnig arall arni ymhen { $count } munud.
   *[other] Gallwch roi cynnig arall arni ymhen { $count } munud.
}
lock-wait-safe = Does dim yn cael ei golli tra byddwch yn aros.
lock-closed-heading = Ni all y cod pas agor hwn nawr
lock-closed = Roedd yn anghywir ddeg gwaith. Mae popeth a ysgrifennoch yn dal ar y ffôn hwn, ar glo. Ni thynnwyd dim i ffwrdd.
lock-not-now = Ni adawodd eich ffôn i ni ei agor nawr. Rhowch gynnig arall arni.
lock-forgot = Dydw i ddim yn gwybod y cod pas
lock-forgot-code = Defnyddiwch eich cod adfer. Dyma’r 12 gair a ysgrifennoch.
lock-forgot-none = Does gennych chi ddim cod adfer. Ar ôl deg cynnig gallwch fewngofnodi a dechrau eto. Rydym yn cadw’r copi sydd ar glo.

## The recovery code.
lock-code-label = Eich 12 gair
lock-code-hint = Rhowch fwlch rhwng y geiriau. Mae 4 llythyren gyntaf pob gair yn ddigon.
lock-code-open = Agor gyda’r geiriau hyn
lock-code-wrong = Nid yw’r geiriau hyn yn ei agor. Gwiriwch nhw fesul un.
lock-code-twelve = Dylai fod 12 gair.
lock-code-word = Nid yw gair { $count } yn un o’n geiriau ni. Gwiriwch sut mae’n cael ei sillafu.
lock-code-check = Mae un gair yn anghywir, neu mae dau air wedi newid lle.

## Starting again beside a vault that cannot be opened.
lock-anew-heading = Dechrau eto
lock-anew = Gallwch fewngofnodi a chael eich cynllun eto. Mae’r hyn sydd ar glo yn aros ar y ffôn hwn. Os daw’r allwedd yn ôl, bydd yn agor eto.
lock-anew-button = Ei gadw a mewngofnodi eto
lock-anew-failed = Ni weithiodd hynny. Rhowch gynnig arall arni.
lock-again = Rhoi cynnig arall arni

## What was set aside.
lock-aside-heading = Mae rhywbeth dan glo ar y ffôn hwn
lock-aside = Nid oes gan y ffôn hwn allwedd i’r hyn a gadwoch o’r blaen. Cadwyd y cyfan. Ni all neb ei ddarllen heb yr allwedd.
lock-aside-sealed = { $count ->
    [zero] Roedd pob ateb wedi’i anfon.
    [one] Nid oedd { $count } ateb wedi’i anfon. Mae wedi’i selio, fel mai dim ond eich tîm all ei agor.
    [two] Nid oedd { $count } ateb wedi’u hanfon. Maent wedi’u selio, fel mai dim ond eich tîm all eu hagor.
    [few] Nid oedd { $count } ateb wedi’u hanfon. Maent wedi’u selio, fel mai dim ond eich tîm all eu hagor.
    [many] Nid oedd { $count } ateb wedi’u hanfon. Maent wedi’u selio, fel mai dim ond eich tîm all eu hagor.
   *[other] Nid oedd { $count } ateb wedi’u hanfon. Maent wedi’u selio, fel mai dim ond eich tîm all eu hagor.
}
lock-aside-none = Mae atebion na chawsant eu hanfon dan glo gydag ef. Dywedwch wrth eich tîm eto beth sy’n bwysig.
lock-aside-send = Eu hanfon at fy nhîm fel y maent
lock-aside-hand = Eu cadw fel ffeil i’m tîm
lock-aside-sent = Mae system eich ymddiriedolaeth wedi’u derbyn.
lock-aside-saved = Mae’r ffeil yma: { $place }. Rhowch hi i’ch tîm.
lock-aside-failed = Ni weithiodd hynny. Maent yn dal yma.

## What was mended.
lock-mended-heading = Roedd peth o’r hyn a gadwoch wedi’i ddifrodi
lock-mended-whole = Roedd modd darllen y cyfan, ac mae yma eto. Cadwyd y copi a ddifrodwyd hefyd.
lock-mended-part = Achubwyd yr hyn y gallem. Edrychwch ar yr hyn a ddechreuoch, ac ar yr hyn a anfonoch. Cadwyd y copi a ddifrodwyd hefyd.

## Set-up, and You > Lock.
lock-setup-title = Ei gadw’n ddiogel
lock-setup-lead = Mae eich cynllun a’ch atebion nawr ar y ffôn hwn. Maent ar glo ag allwedd sydd gan y ffôn hwn yn unig.
lock-setup-passcode = Gallwch ychwanegu cod pas
lock-setup-passcode-why = Yna ni all neb arall agor yr ap hwn ar eich ffôn. Gallwch wneud hynny’n hwyrach hefyd, o dan Chi.
lock-setup-lost = Os bydd y ffôn hwn yn colli ei allwedd
lock-setup-lost-how = Gall hyn ddigwydd pan fydd ffôn yn cael ei osod eto.
lock-setup-lost-sealed = Gall atebion nad ydych wedi’u hanfon gyrraedd eich tîm o hyd. Byddai ffurflenni a ddechreuoch yn cael eu colli.
lock-setup-lost-all = Byddai’r hyn nad ydych wedi’i anfon yn cael ei golli. Mae’r hyn sydd gan eich tîm yn ddiogel gyda nhw.
lock-setup-lost-code = Gallwch ysgrifennu cod adfer. Gydag ef, gall y ffôn hwn agor y cyfan eto.
lock-setup-add = Dewis cod pas
lock-setup-code = Ysgrifennu cod adfer
lock-setup-later = Ddim nawr

lock-you-title = Clo
lock-you-on = Mae gennych god pas.
lock-you-off = Does gennych chi ddim cod pas. Gall unrhyw un sy’n gallu agor eich ffôn agor yr ap hwn.
lock-you-now = Cloi nawr
lock-you-after = Cloi pan fyddaf yn gadael yr ap
lock-you-after-once = Ar unwaith
lock-you-after-two = Ar ôl 2 funud
lock-you-after-ten = Ar ôl 10 munud
lock-you-after-saved = Wedi’i gadw
lock-you-after-not-saved = Ni allem gadw hyn. Efallai bod eich ffôn yn llawn.
lock-you-choose = Dewis cod pas
lock-you-change = Newid y cod pas
lock-you-remove = Tynnu’r cod pas
lock-you-current = Y cod pas sydd gennych nawr
lock-you-new = Cod pas newydd
lock-you-new-hint = 6 neu fwy o lythrennau neu rifau. Mae ychydig o eiriau rydych yn eu hoffi yn hawdd eu cofio.
lock-you-again = Yr un peth unwaith eto
lock-you-save = Cadw’r cod pas
lock-you-saving = Yn cadw…
lock-you-done-set = Mae gennych god pas nawr.
lock-you-done-gone = Does gennych chi ddim cod pas nawr.
lock-you-differ = Nid yw’r ddau yr un fath.
lock-you-short = Defnyddiwch 6 neu fwy o lythrennau neu rifau.
lock-you-long = Mae hwnnw’n rhy hir.
lock-you-repeated = Yr un peth drosodd a throsodd yw hwnnw. Dewiswch un arall.
lock-you-common = Mae llawer o bobl yn dewis hwnnw. Dewiswch un arall.
lock-you-birthday = Eich dyddiad geni yw hwnnw. Dewiswch un arall.
lock-you-empty = Ysgrifennwch y cod pas yn gyntaf.
lock-you-forget = Os byddwch yn ei anghofio, dim ond cod adfer all helpu. Ni allwn chwilio amdano.

lock-you-code = Cod adfer
lock-you-code-why = 12 gair sy’n agor hwn pan fyddwch yn anghofio’r cod pas, neu pan fydd y ffôn yn colli ei allwedd.
lock-you-code-has = Mae gennych god adfer. Bydd un newydd yn cymryd ei le.
lock-you-code-make = Dangos cod newydd i mi
lock-you-code-write = Ysgrifennwch y geiriau hyn, yn y drefn hon. Cadwch nhw lle mai dim ond chi fydd yn eu cael. Rydym yn eu dangos unwaith.
lock-you-code-done = Rwyf wedi eu hysgrifennu

## Safe mode.
lock-safe-title = Modd diogel
lock-safe-heading = Stopiodd yr ap dair gwaith
lock-safe-text = Felly mae’n dangos yr hyn sydd bwysicaf yn unig nawr. Does dim o’ch pethau chi wedi’u colli.
lock-safe-waiting = { $count ->
    [zero] Does dim yn aros i gael ei anfon.
    [one] Mae { $count } ateb yn aros i gael ei anfon.
    [two] Mae { $count } ateb yn aros i gael eu hanfon.
    [few] Mae { $count } ateb yn aros i gael eu hanfon.
    [many] Mae { $count } ateb yn aros i gael eu hanfon.
   *[other] Mae { $count } ateb yn aros i gael eu hanfon.
}
lock-safe-send = Anfon yr hyn sy’n aros
lock-safe-sending = Rydym yn ceisio ei anfon. Gallwch weld yma beth sydd ar ôl.
lock-safe-usual = Agor yr ap fel arfer
