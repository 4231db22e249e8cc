### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

you-title = Chi
you-reading = Darllen
you-reading-more = Iaith, maint y testun, lliwiau
you-lock = Clo
you-lock-more = Cod pas a chod adfer
you-data = Beth sydd ar y ffôn hwn
you-data-more = Ble mae’n cael ei gadw, a sut i’w dynnu oddi yno
you-about = Am yr ap hwn
you-about-more = Pwy sy’n gweld beth, a beth na all ei wneud
you-sent-more = Ble mae eich atebion nawr

you-reading-title = Darllen
you-reading-language = Iaith
you-reading-language-en-GB = English
you-reading-language-cy = Cymraeg
you-reading-unchecked = Nid oes siaradwr brodorol wedi gwirio’r iaith hon eto. Mae’r Saesneg yn sefyll wrth ymyl geiriau am ddiogelwch.
you-reading-size = Maint y testun
you-reading-size-usual = Fel ar fy ffôn
you-reading-size-large = Mawr
you-reading-size-larger = Mawr iawn
you-reading-colours = Lliwiau
you-reading-colours-system = Fel ar fy ffôn
you-reading-colours-light = Golau
you-reading-colours-dark = Tywyll
you-reading-colours-contrast = Cyferbyniad uchel
you-reading-hide = Ar y dudalen gyntaf
you-reading-hide-off = Dangos enwau pethau
you-reading-hide-on = Eu cuddio nes i mi dapio
you-reading-saved = Wedi cadw
you-reading-not-saved = Ni allem gadw hyn. Efallai fod eich ffôn yn llawn.

you-data-title = Beth sydd ar y ffôn hwn
you-data-kept = Mae eich cynllun, eich atebion a’r hyn nad ydych wedi’i anfon eto yn cael eu cadw ar y ffôn hwn. Maent wedi’u cloi ag allwedd.
you-data-key-keystore = Mae’r allwedd yn storfa ddiogel eich ffôn. Ni all apiau eraill ei chael.
you-data-key-file = Mae’r allwedd mewn ffeil wrth ymyl eich data, ar y cyfrifiadur hwn. Gallai unrhyw un sy’n defnyddio’r cyfrifiadur hwn fel chi ei darllen. Mae hyn i roi cynnig arno yn unig.
you-data-key-none = Nid oes dim yn cael ei gadw yma eto.
you-data-as = Mae cynllun { $name } ar y ffôn hwn.
you-data-wipe-heading = Allgofnodi a thynnu’r cyfan oddi yma
you-data-wipe-text = Mae hyn yn tynnu eich cynllun a’ch atebion oddi ar y ffôn hwn. Mae’r hyn sydd gan eich tîm yn aros gyda’ch tîm.
you-data-wipe-unsent = { $count ->
    [zero] Mae pob ateb wedi’i anfon.
    [one] Nid yw { $count } ateb wedi’i anfon eto. Bydd yn cael ei golli.
    [two] Nid yw { $count } ateb wedi’u hanfon eto. Byddant yn cael eu colli.
    [few] Nid yw { $count } ateb wedi’u hanfon eto. Byddant yn cael eu colli.
    [many] Nid yw { $count } ateb wedi’u hanfon eto. Byddant yn cael eu colli.
   *[other] Nid yw { $count } ateb wedi’u hanfon eto. Byddant yn cael eu colli.
}
you-data-wipe-drafts = { $count ->
    [zero] Nid oes ffurflen ar ei hanner.
    [one] Rydych wedi dechrau { $count } ffurflen heb ei hanfon. Bydd yn cael ei cholli.
    [two] Rydych wedi dechrau { $count } ffurflen heb eu hanfon. Byddant yn cael eu colli.
    [few] Rydych wedi dechrau { $count } ffurflen heb eu hanfon. Byddant yn cael eu colli.
    [many] Rydych wedi dechrau { $count } ffurflen heb eu hanfon. Byddant yn cael eu colli.
   *[other] Rydych wedi dechrau { $count } ffurflen heb eu hanfon. Byddant yn cael eu colli.
}
you-data-wipe-plan = Mae eich cynllun cadw’n ddiogel ar y ffôn hwn yn unig. Bydd yn cael ei golli.
you-data-wipe-plan-sent = Mae eich cynllun cadw’n ddiogel gan eich tîm. Mae’n mynd o’r ffôn hwn.
you-data-wipe-ask = Allgofnodi
you-data-wipe-confirm-heading = Ydych chi’n siŵr?
you-data-wipe-yes = Ie, allgofnodi a thynnu’r cyfan oddi yma
you-data-wipe-no = Na, ei gadw
you-data-wipe-failed = Ni allem dynnu popeth oddi yma. Rhowch gynnig arall arni.

you-about-title = Am yr ap hwn
you-about-what = Mae’r ap hwn yn dangos eich cynllun i chi, pwy sy’n eich helpu, a beth sy’n digwydd nesaf. Gallwch ddweud wrth eich tîm sut ydych chi.
you-about-trust = Mae’n cael eich cynllun gan { $trust }.
you-about-demo = Mae hwn i roi cynnig arno. Nid yw ar gyfer cofnodion go iawn.
you-about-who-heading = Pwy sy’n gweld beth
you-about-who-you = Rydych chi’n gweld yr hyn y mae eich tîm wedi dewis ei rannu gyda chi.
you-about-who-team = Mae eich tîm yn gweld yr atebion a anfonwch. Nid ydynt yn gweld yr hyn nad ydych wedi’i anfon.
you-about-who-carer = Dim ond beth rydych yn ei rannu â nhw mae pobl sy’n eich cefnogi yn ei weld. Chi sy’n dewis.
you-about-who-us = Nid yw’r bobl a wnaeth yr ap hwn yn gweld dim. Nid yw’n cyfrif yr hyn a wnewch.
you-about-limits-heading = Beth na all ei wneud
you-about-limits-watch = Does neb yn gwylio’r ap hwn. Ni all alw am help ei hun.
you-about-limits-care = Nid yw’n dweud wrthych beth sydd o’i le, na beth i’w wneud. Mae eich tîm yn gwneud hynny gyda chi.
you-about-limits-old = Mae’n dangos yr hyn a glywsom ddiwethaf gan eich tîm. Gall fod yn hen.
you-about-unchecked = Nid yw’r iaith hon wedi’i gwirio gan siaradwr brodorol.
you-about-licence-heading = Trwydded
you-about-licence = Mae’r ap am ddim i unrhyw un ei ddefnyddio a’i newid, o dan drwydded MIT neu Apache 2.0.
you-about-forms = Mae’r ffurflenni’n perthyn i’r bobl a’u hysgrifennodd. Mae pob ffurflen yn dweud hynny ar ei thudalen gyntaf.
you-about-missing-heading = Beth nad yw eich ymddiriedolaeth wedi’i droi ymlaen
you-about-missing-plan = Ni chaiff yr ap hwn weld eich cynllun.
you-about-missing-goals = Ni chaiff yr ap hwn weld eich nodau.
you-about-missing-team = Ni chaiff yr ap hwn weld pwy sy’n eich helpu.
you-about-missing-meetings = Ni chaiff yr ap hwn weld eich cyfarfodydd.
you-about-missing-forms = Ni chaiff yr ap hwn weld y ffurflenni y mae eich tîm yn gofyn i chi eu llenwi.
you-about-missing-sending = Ni chaiff yr ap hwn anfon eich atebion. Siaradwch â’ch tîm yn lle hynny.
you-about-missing-messages = Ni chaiff yr ap hwn ysgrifennu at eich tîm. Ffoniwch nhw yn lle hynny.
you-about-missing-new-goals = Ni chaiff yr ap hwn anfon nod rydych yn ei ysgrifennu. Dywedwch wrth eich tîm pan fyddwch yn cwrdd.
you-about-missing-ratings = Ni chaiff yr ap hwn anfon pa mor bell ydych chi gyda nod. Dywedwch wrth eich tîm pan fyddwch yn cwrdd.
you-about-missing-sharing = Ni chaiff yr ap hwn ddweud beth rydych yn ei rannu â rhywun. Gofynnwch i’ch tîm ei wneud.
you-about-missing-rest = Mae popeth arall yn gweithio. Gall eich ymddiriedolaeth droi’r rhain ymlaen.
