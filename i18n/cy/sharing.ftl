### Rhannu: beth mae’r person yn gadael i eraill ei weld. Plaen, tawel, a’i ddadwneud mewn dau dap.

sharing-title = Rhannu
sharing-more = Beth mae pobl sy’n eich cefnogi yn gallu ei weld
sharing-lead = Chi sy’n dewis beth mae pob person yn ei weld, a than pryd. Gallwch ei newid unrhyw bryd.
sharing-nobody = Does neb yn eich cylch eto. Felly does neb yn gweld dim yma.
sharing-nobody-more = Eich cylch yw’r bobl mae eich tîm wedi’u hychwanegu. Nid yw eich teulu ynddo oni bai eich bod chi am hynny.
sharing-no-name = Rhywun sy’n eich cefnogi
sharing-not-granted = Nid yw eich ymddiriedolaeth yn gadael i’r ap hwn newid beth rydych yn ei rannu. Gofynnwch i’ch tîm ei wneud.
sharing-sees-nothing = Dydyn nhw’n gweld dim.
sharing-sees = Maen nhw’n gweld: { $things }.
sharing-kind-goals = { $count ->
    [zero] { $count } nod
    [one] { $count } nod
    [two] { $count } nod
    [few] { $count } nod
    [many] { $count } nod
   *[other] { $count } nod
}
sharing-kind-pieces = { $count ->
    [zero] { $count } math o help a gewch
    [one] { $count } math o help a gewch
    [two] { $count } fath o help a gewch
    [few] { $count } math o help a gewch
    [many] { $count } math o help a gewch
   *[other] { $count } math o help a gewch
}
sharing-kind-reviews = eich adolygiad nesaf
sharing-kind-team = pwy sy’n eich helpu
sharing-kind-plan = eich cynllun cadw’n ddiogel
sharing-until = Tan { $date }
sharing-until-between = Mae’r cyntaf yn gorffen ar { $first }. Mae’r olaf yn gorffen ar { $last }.
sharing-begin = Dewis beth i’w rannu
sharing-begin-for = Dewis beth mae { $name } yn ei weld
sharing-change = Newid beth maen nhw’n ei weld
sharing-change-for = Newid beth mae { $name } yn ei weld
sharing-stop = Stopio rhannu
sharing-stop-for = Stopio rhannu â { $name }

## Pa mor bell yw’r gair olaf.
sharing-waiting = Aros am signal
sharing-more-waits = Mae hyn yn dechrau cyn gynted ag y bydd signal. Tan hynny dydyn nhw ddim yn gweld beth sy’n newydd.
sharing-less-waits = Mae’r hyn a dynnoch i ffwrdd yn gorffen cyn gynted ag y bydd signal. Tan hynny gallant ei weld o hyd.
sharing-stop-waits = Mae hyn yn stopio cyn gynted ag y bydd signal. Tan hynny gallant ei weld o hyd.
sharing-changed = Angen chi
sharing-changed-more = Newidiodd rhywun arall beth maen nhw’n ei weld, efallai chi ar ffôn arall. Mae’r hyn a dynnoch i ffwrdd wedi mynd. Does dim byd newydd yn cael ei rannu eto.
sharing-changed-mine = Ei rannu fel y dewisais yma
sharing-changed-theirs = Ei adael fel y mae nawr
sharing-not-taken = Angen chi
sharing-not-taken-more = Ni allai eich ymddiriedolaeth dderbyn hyn. Gallant weld beth oedden nhw’n ei weld o’r blaen o hyd. Ffoniwch eich tîm.
sharing-try-again = Rhoi cynnig arall arni
sharing-not-understood = Mae eich tîm wedi rhannu rhywbeth yma na all yr ap hwn ei ddangos. Gofynnwch iddyn nhw.
sharing-not-saved = Ni allem gadw hwn. Efallai bod eich ffôn yn llawn. Rhowch gynnig arall arni.
sharing-not-there = Ni ellir rhannu peth o hyn bellach. Ewch yn ôl ac edrychwch arno eto.

## Un person.
sharing-they-see = Beth maen nhw’n ei weld
sharing-asked = Gofynnir iddyn nhw sut mae’n mynd, hefyd.
sharing-take-away = Cymryd hyn i ffwrdd
sharing-take-away-what = Cymryd hyn i ffwrdd: { $thing }
sharing-take-away-keep = Ei gadw
sharing-take-away-keep-what = Ei gadw: { $thing }
sharing-take-away-yes = Ie, ei gymryd i ffwrdd
sharing-take-away-yes-what = Ie, ei gymryd i ffwrdd: { $thing }
sharing-never-told = Fyddan nhw byth yn cael gwybod pam y gwnaethoch newid neu stopio rhywbeth.
sharing-ended = Ddim yn cael ei rannu bellach
sharing-ended-on = Gorffennodd ar { $date }
sharing-gone-goal = Nod nad yw yma bellach
sharing-gone-piece = Help nad yw yma bellach
sharing-item-review = Dyddiad fy adolygiad nesaf
sharing-item-team = Pwy sy’n fy helpu, a sut i gysylltu â nhw
sharing-item-plan = Fy nghynllun cadw’n ddiogel
sharing-history = Beth a rannoch, a phryd
sharing-history-here = Mae’r rhestr hon yn dal beth ddywedoch ar y ffôn hwn. Does dim enwau nodau ynddi.
sharing-history-said = Dewisoch hyn { $when }: { $things }. Tan { $date } ar y mwyaf.
sharing-history-stopped = Stopioch rannu { $when }.
sharing-history-elsewhere = Cafodd ei drefnu neu ei newid { $when }, ond nid ar y ffôn hwn.

## Dewis.
sharing-what = Beth gaiff { $name } ei weld?
sharing-what-lead = Ticiwch beth rydych am iddyn nhw ei weld. Does dim yn cael ei rannu nes i chi edrych arno a dweud ie.
sharing-goals = Nodau
sharing-goals-words = Mae nod yn mynd allan yn eich geiriau chi, gyda’i gamau, pa mor bell ydych chi a’r nodiadau ar hynny. Nid yw pam mae’n bwysig i chi yn mynd allan. Er hynny, gall ddweud mwy nag yr hoffech.
sharing-ask-them = Gofyn iddyn nhw sut mae’n mynd, hefyd?
sharing-ask-them-more = Gallant ddweud pa mor bell maen nhw’n meddwl ydych chi. Mae’n sefyll ar wahân i’r hyn rydych chi’n ei ddweud.
sharing-ask-goal = Gofyn am: { $goal }
sharing-rest = Cyfarfodydd a phobl
sharing-pieces = Help rwy’n ei gael
sharing-pieces-words = Dim ond yr enwau plaen hyn maen nhw’n eu gweld. Dydyn nhw ddim yn gweld pam rydych yn ei gael.
sharing-pieces-none = Ni ellir rhannu dim o’ch help fesul un eto.
sharing-nameless = { $count ->
    [zero] Ni ellir rhannu { $count } math o help
    [one] Ni ellir rhannu { $count } math o help
    [two] Ni ellir rhannu { $count } fath o help
    [few] Ni ellir rhannu { $count } math o help
    [many] Ni ellir rhannu { $count } math o help
   *[other] Ni ellir rhannu { $count } math o help
}
sharing-nameless-why = Gall ei enw ddweud gormod. Gofynnwch i’ch tîm roi enw plaen iddo. Yna gallwch ei rannu.
sharing-plan-sent = Y cynllun a anfonais at fy nhîm
sharing-plan-not-sent = Dim ond ar y ffôn hwn mae eich cynllun. Anfonwch ef at eich tîm yn gyntaf. Yna gallwch ei rannu.
sharing-until-when = Tan pryd?
sharing-month-usual = 6 mis, tan { $date }
sharing-month-as-is = Fel y mae nawr, tan { $date }
sharing-month-1 = 1 mis o heddiw, tan { $date }
sharing-month-3 = 3 mis o heddiw, tan { $date }
sharing-month-6 = 6 mis o heddiw, tan { $date }
sharing-month-12 = 12 mis o heddiw, tan { $date }
sharing-look = Gweld fel maen nhw’n ei weld

## Edrych arno cyn ei ddweud.
sharing-as-they-see = Fel maen nhw’n ei weld
sharing-as-they-see-lead = Dyma beth fydd { $name } yn ei weld. Dim byd arall.
sharing-passcode-why = Rydym yn gofyn eto, fel mai dim ond chi all rannu mwy.
sharing-no-passcode = Does gennych chi ddim cod. Gallai unrhyw un sy’n dal eich ffôn rannu mwy yn eich lle.
sharing-no-passcode-set = Dewis cod yn gyntaf
sharing-yes = Ie, rhannu hwn
sharing-yes-less = Ie, ei newid
sharing-back = Mynd yn ôl a’i newid

## Stopio.
sharing-stop-heading = Stopio rhannu â { $name }?
sharing-stop-all = Ni fyddant yn gweld dim o’ch pethau chi yma bellach.
sharing-stop-copies = Mae’n mynd o’u ffôn pan fydd yn cysylltu nesaf. Tan hynny gall copi fod yno o hyd.
sharing-stop-yes = Stopio rhannu
sharing-stop-no = Ei adael fel y mae

## Gofyn i’r tîm ychwanegu rhywun.
sharing-invite = Ychwanegu rhywun
sharing-invite-what = Dim ond eich tîm all ychwanegu rhywun at eich cylch. Gallwch ofyn iddyn nhw. Nid yw bod ynddo yn rhannu dim.
sharing-invite-begin = Gofyn i’m tîm ychwanegu rhywun
sharing-invite-call = Nid yw eich ymddiriedolaeth yn derbyn negeseuon yn yr ap hwn. Ffoniwch eich tîm, a gofynnwch iddyn nhw ychwanegu rhywun.

## Gadael ar frys.
sharing-leave = Cuddio’r dudalen hon
sharing-leave-more = Yn dangos y dyddiad a dim arall. Mae’n cloi’r ap os oes gennych god.
sharing-left-title = Dyddiad heddiw
sharing-left-open = Agor
