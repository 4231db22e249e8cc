### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

plan-own = Fy nghynllun fy hun
plan-sent-at = Mae’r cynllun hwn gan eich tîm. Cafodd eich ymddiriedolaeth ef { $when }.
plan-sent-more = Mae’n aros gyda’ch tîm. Gallwch ei newid yma a’i anfon eto.
plan-sent-changed = Mae gan eich tîm gynllun cynharach, o { $when }. Dim ond ar y ffôn hwn y mae eich newidiadau.
plan-sent-earlier = Mae gan eich tîm gynllun cynharach, o { $when }.
plan-sent-some-time = Rydych wedi anfon y cynllun hwn at eich tîm o’r blaen.
plan-changed-tag = Wedi newid yma
plan-said-at = Anfonoch hwn { $when }
plan-elsewhere = Anfonoch gynllun at eich tîm { $when }. Nid yw ar y ffôn hwn nawr.
plan-elsewhere-take = Dod ag ef i’r ffôn hwn
plan-elsewhere-failed = Ni allem ddod ag ef yma. Gofynnwch i’ch tîm am gopi.

plan-send = Ei anfon at fy nhîm
plan-send-changes = Anfon fy newidiadau at fy nhîm
plan-send-again = Ei anfon eto
plan-send-again-more = Ni chyrhaeddodd. Gallwch ei newid, a’i anfon eto.
plan-send-title = Anfon fy nghynllun at fy nhîm
plan-send-lead = Mae hyn i gyd yn mynd at eich tîm. Dim ond os dywedwch chi y mae’n mynd.
plan-send-lead-again = Mae hwn yn cymryd lle’r cynllun a anfonoch o’r blaen. Gall eich tîm weld yr un cynharach o hyd.
plan-send-who = Gall eich tîm ei ddarllen, ac mae’n ei gadw. Ni allwch ei gymryd yn ôl. Gallwch ei newid a’i anfon eto.
plan-send-watch = Nid oes neb yn ei ddarllen ar unwaith. Os oes angen help arnoch nawr, defnyddiwch Help nawr.
plan-send-yes = Ie, ei anfon
plan-send-no = Na, ei gadw yma
plan-send-empty = Nid oes dim wedi’i ysgrifennu yn eich cynllun eto.
plan-send-on-its-way = Mae’r cynllun a anfonoch o’r blaen ar ei ffordd o hyd. Gallwch anfon hwn pan fydd wedi cyrraedd.
plan-send-not-ours = Ni allwn ddod o hyd i’r cynllun a anfonoch o’r blaen. Rhowch hwn i’ch tîm pan fyddwch yn cwrdd.
plan-send-not-granted = Nid yw eich ymddiriedolaeth yn gadael i’r ap hwn anfon eich cynllun. Gallwch ei ddangos i’ch tîm pan fyddwch yn cwrdd.

plan-part-signs = Arwyddion ei bod yn mynd yn anodd i mi
plan-part-helps = Beth sy’n fy helpu i
plan-part-not = Beth nad yw’n fy helpu i
plan-part-people = Pobl y gallaf droi atynt
plan-part-places = Lleoedd lle rwy’n teimlo’n well
plan-part-workers = Gweithwyr a gwasanaethau y gallaf eu ffonio
plan-part-know = Beth rwyf am i eraill ei wybod

plan-team = Beth ysgrifennodd eich tîm ar gyfer adegau anodd

plan-at-hand = Pan fydd ei angen arnoch
plan-before-one = Cynllun cynharach
plan-locked = Mae eich cynllun dan glo. Datglowch yr ap i’w weld.
plan-unlock = Datgloi
plan-copy-of = Dyma eich cynllun o { $when }.
plan-unlocked = Ei agor heb ddatgloi
plan-unlocked-off = Dim ond pan fyddwch yn datgloi’r ap y mae eich cynllun yn agor.
plan-unlocked-on = Mae eich cynllun yn agor o dan Help nawr heb god. Gall unrhyw un sy’n dal eich ffôn ei ddarllen.
plan-unlocked-no-passcode = Nid oes cod gan yr ap hwn nawr, felly mae’r cyfan yn agor. Bydd hyn yn cyfrif pan ychwanegwch un.
plan-unlocked-turn-on = Ei agor heb ddatgloi
plan-unlocked-turn-off = Ei gloi eto
plan-unlocked-now-on = Wedi’i wneud. Mae o dan Help nawr.
plan-unlocked-now-off = Wedi’i wneud. Mae’r copi wedi mynd.
plan-unlocked-failed = Ni allem wneud hyn. Efallai bod eich ffôn yn llawn.

help-card = Cerdyn i’w ddangos
help-card-more = Trowch eich ffôn a gadael i rywun ei ddarllen
help-card-title = Cerdyn i’w ddangos
help-card-heading = Darllenwch hwn os gwelwch yn dda
help-card-first = Mae’n anodd i mi siarad nawr. Arhoswch gyda mi os gwelwch yn dda.
help-card-team = Gallwch ffonio fy nhîm
help-card-last = Os yw fy mywyd mewn perygl, ffoniwch 999.
help-card-write = Ysgrifennwch yn eich cynllun beth sy’n eich helpu. Yna bydd yn sefyll yma.
help-card-locked = Mae’r hyn sy’n eich helpu yn eich cynllun. Mae dan glo.
help-without-a-call = Drwy neges destun, cyfnewid testun neu iaith arwyddion

frame-broken-title = Aeth rhywbeth o’i le
frame-broken-heading = Nid agorodd y dudalen hon
frame-broken-text = Ein bai ni yw hynny, nid eich bai chi. Mae’r hyn a ysgrifennoch ar y ffôn hwn o hyd.
frame-broken-again = Ein bai ni yw hynny, nid eich bai chi. Caewch yr ap a’i agor eto. Mae’r hyn a ysgrifennoch yma o hyd.

quiet-title = Diwrnod gwael
quiet-lead = Gallwch ei gwneud yn dawel yma. Byddwch yn gweld help, eich cyfarfod nesaf a’ch cynllun. Nid oes dim yn gofyn i chi wneud dim.
quiet-kept = Nid oes dim yn cael ei golli. Mae popeth sydd i’w wneud yn aros o dan I’w wneud. Nid yw eich tîm yn cael gwybod.
quiet-off = Nid yw’n dawel nawr.
quiet-for = Ei gwneud yn dawel
quiet-for-a-day = Tan nos yfory
quiet-for-three-days = Am 3 diwrnod
quiet-for-a-week = Am 7 diwrnod
quiet-by-itself = Mae’n dod i ben ar ei ben ei hun. Gallwch ei orffen yn gynt gydag un tap.
quiet-begin = Rwy’n cael diwrnod gwael
quiet-begin-more = Yna dim ond help, eich cyfarfod nesaf a’ch cynllun fydd ar y dudalen gyntaf.
quiet-end = Dangos popeth i mi eto
quiet-more = Mwy am ddiwrnodau tawel
quiet-failed = Ni allem gadw hyn. Efallai bod eich ffôn yn llawn.
quiet-until = Mae’n dawel yma tan ddiwedd { $date }. Mae’n dod i ben ar ei ben ei hun.
quiet-until-tonight = Mae’n dawel yma tan ddiwedd heddiw. Mae’n dod i ben ar ei ben ei hun.
quiet-in-hospital = Mae’n dawel yma tra byddwch yn yr ysbyty.
quiet-hard-time = Mae’n dawel yma am y tro.
quiet-nothing = Nid oes dim yma yn gofyn i chi wneud dim.
quiet-todo = Beth sydd i’w wneud
quiet-todo-more = Mae’n aros yma nes y byddwch ei eisiau
quiet-todo-lead = Mae’n dawel am y tro. Nid oes rhaid gwneud dim o hyn heddiw.
