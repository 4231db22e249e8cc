### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

progress-title = Sut rydw i’n teimlo
progress-row-more = Eich atebion dros amser
progress-lead = Dyma beth ddywedoch chi dros amser. Chi sy’n gwybod orau sut rydych chi.
progress-answers = Yr hyn a ateboch chi
progress-goals = Eich nodau
progress-none-heading = Does dim i’w ddangos eto
progress-none-text = Pan fyddwch wedi ateb yr un cwestiynau ychydig o weithiau, gallwch edrych yn ôl arnyn nhw yma.

progress-of-mood = Eich hwyliau
progress-of-worry = Pryder
progress-of-feeling-well = Pa mor dda rydych chi’n teimlo
progress-of-well-being = Eich lles
progress-of-core = Sut rydych chi wedi bod
progress-of-quality = Pa mor dda yw bywyd
progress-of-recovery = Eich adferiad
progress-of-daily-life = Bywyd bob dydd
progress-of-other = Eich atebion
progress-of-goal = Nod
progress-of-goal-at = Nod { $place } ar eich ffurflen nodau

progress-easier = Haws nag { $when }.
progress-harder = Anoddach nag { $when }.
progress-close = { $since }: rhy agos i ddweud. Chi sy’n gwybod orau.
progress-both-close = { $since }: rhy agos i ddweud. { $last }: yr un peth. Chi sy’n gwybod orau.
progress-no-yardstick = { $since }: all neb ddweud faint o newid sy’n siawns. Chi sy’n gwybod orau.
progress-changed = Nid yr un cwestiynau oedd { $when }. Allwn ni ddim cymharu’r ddau.
progress-new-once = Rydych wedi ateb y cwestiynau newydd unwaith.
progress-last-easier = { $since }: haws.
progress-last-harder = { $since }: anoddach.
progress-once = Ateboch hyn unwaith, { $when }. Ar ôl y tro nesaf efallai y byddwn yn gwybod mwy.
progress-none-yet = Does dim ateb yma y gallwn ei ddangos.

progress-goal-once = Fe nodoch ble rydych chi unwaith, { $when }.
progress-goal-closer = Yn nes at eich nod nag { $when }.
progress-goal-further = Ymhellach o’ch nod nag { $when }.
progress-last-closer = { $since }: yn nes.
progress-last-further = { $since }: ymhellach i ffwrdd.
progress-steps-moved = Roeddech chi yn “{ $began }” { $when }. Nawr rydych chi yn “{ $here }”.
progress-steps-same = Rydych ar yr un cam ag { $when }.
progress-steps-other = Rydych ar gam gwahanol i’r un { $when }.
progress-steps-last-same = Y tro diwethaf roeddech ar y cam hwn hefyd.
progress-steps-last-other = Y tro diwethaf roeddech yn “{ $step }”.

progress-aside-undated = { $count ->
    [zero] Does gan ddim un ateb ddiwrnod.
    [one] Does gan un ateb ddim diwrnod. Nid yw yn y llun.
    [two] Does gan { $count } ateb ddim diwrnod. Nid ydyn nhw yn y llun.
    [few] Does gan { $count } ateb ddim diwrnod. Nid ydyn nhw yn y llun.
    [many] Does gan { $count } ateb ddim diwrnod. Nid ydyn nhw yn y llun.
   *[other] Does gan { $count } ateb ddim diwrnod. Nid ydyn nhw yn y llun.
}
progress-aside-ahead = { $count ->
    [zero] Does gan ddim un ateb ddiwrnod sydd eto i ddod.
    [one] Mae gan un ateb ddiwrnod sydd eto i ddod. Nid yw yn y llun.
    [two] Mae gan { $count } ateb ddiwrnod sydd eto i ddod. Nid ydyn nhw yn y llun.
    [few] Mae gan { $count } ateb ddiwrnod sydd eto i ddod. Nid ydyn nhw yn y llun.
    [many] Mae gan { $count } ateb ddiwrnod sydd eto i ddod. Nid ydyn nhw yn y llun.
   *[other] Mae gan { $count } ateb ddiwrnod sydd eto i ddod. Nid ydyn nhw yn y llun.
}
progress-aside-unclear = { $count ->
    [zero] Gallwyd darllen pob ateb.
    [one] Ni allwyd darllen un ateb. Nid yw yn y llun.
    [two] Ni allwyd darllen { $count } ateb. Nid ydyn nhw yn y llun.
    [few] Ni allwyd darllen { $count } ateb. Nid ydyn nhw yn y llun.
    [many] Ni allwyd darllen { $count } ateb. Nid ydyn nhw yn y llun.
   *[other] Ni allwyd darllen { $count } ateb. Nid ydyn nhw yn y llun.
}

progress-end-easier = Haws
progress-end-harder = Anoddach
progress-end-closer = Yn nes at eich nod
progress-end-further = Ymhellach i ffwrdd
progress-picture = Llinell dros amser, o { $from } hyd heddiw. Mae i fyny yn golygu: { $easy }. { $said }
progress-meanwhile = Beth oeddech chi’n gweithio arno yn yr amser hwn
progress-goal-began = Dechreuoch { $when }.
progress-goal-reached = Roeddech lle’r oeddech yn anelu { $when }.

progress-table = Dangos fel tabl
progress-form-name = Mae eich tîm yn galw’r ffurflen hon yn { $name }.
progress-table-caption-down = Eich atebion fel rhifau, y mwyaf newydd yn gyntaf. Mae rhif is yn golygu haws. Gall fod o { $least } i { $most }.
progress-table-caption-up = Eich atebion fel rhifau, y mwyaf newydd yn gyntaf. Mae rhif uwch yn golygu haws. Gall fod o { $least } i { $most }.
progress-table-caption-goal = Pa mor agos at eich nod roeddech chi’n teimlo, y mwyaf newydd yn gyntaf. Gall fod o { $least } i { $most }. Mae rhif uwch yn nes.
progress-table-caption-steps = Ble dywedoch chi eich bod chi, y mwyaf newydd yn gyntaf.
progress-table-day = Diwrnod
progress-table-number = Rhif
progress-table-step = Eich cam
progress-table-changed = Yma newidiodd y cwestiynau.
progress-table-older = Dangos atebion cynharach
progress-table-all = Mae eich holl atebion yn y tabl nawr.
progress-table-not-read = Ni ellid agor yr atebion cynharach. Rhowch gynnig arall arni.

progress-way = Mae ateb mwy newydd ar ei ffordd i’ch tîm. Gallwch ei weld yn y tabl.
progress-way-waiting = yn aros i gael ei anfon
progress-way-sent = wedi’i anfon

progress-next = Beth allwch chi ei wneud nawr
progress-talk = Gallwch siarad am hyn gyda { $name }.
progress-talk-nobody = Gallwch siarad am hyn gyda’ch tîm.
progress-talk-harder = Siaradwch â { $name } am beth allai helpu.
progress-talk-harder-nobody = Siaradwch â’ch tîm am beth allai helpu.
progress-to-review = Ewch â hyn i’ch adolygiad
progress-to-plan = Fy nghynllun cadw’n ddiogel
progress-to-help = Os yw’n rhy anodd nawr
progress-to-goal = Gweld y nod hwn a’i gamau

progress-noted = Beth nododd eich tîm
progress-noted-text = Mae eich barn chi’n cyfri lawn cymaint.
progress-noted-you = Dywedoch chi
progress-noted-by = Dywedodd { $name }
progress-noted-by-worker = Dywedodd eich gweithiwr
progress-noted-none = Ddim yn broblem nawr
progress-noted-small = Problem fach
progress-noted-clear = Problem glir, ond ysgafn
progress-noted-hard = Problem anodd
progress-noted-very-hard = Problem anodd iawn
progress-turn-same = Yr un fath ag { $when }.
progress-turn-easier = Haws nag { $when }.
progress-turn-bit-harder = Ychydig yn anoddach nag { $when }. Siaradwch â { $name } am beth allai helpu.
progress-turn-bit-harder-nobody = Ychydig yn anoddach nag { $when }. Siaradwch â’ch tîm am beth allai helpu.
progress-turn-harder = Anoddach nag { $when }. Siaradwch â { $name } am beth allai helpu.
progress-turn-harder-nobody = Anoddach nag { $when }. Siaradwch â’ch tîm am beth allai helpu.
progress-differ = Rwy’n ei weld yn wahanol
progress-differ-text = Chi sy’n adnabod eich bywyd orau. Dywedwch wrth { $name } sut rydych chi’n ei weld.
progress-differ-nobody = Chi sy’n adnabod eich bywyd orau. Dywedwch wrth eich tîm sut rydych chi’n ei weld.
progress-topic-mood = Hwyliau isel
progress-topic-mind = Problemau eraill gyda’r meddwl neu deimladau
progress-topic-people = Dod ymlaen gyda phobl
progress-topic-tasks = Tasgau bob dydd
progress-topic-work = Gwaith, astudio a phethau i’w gwneud
progress-topic-home = Ble rydych chi’n byw
progress-topic-body = Iechyd corfforol
progress-topic-thinking = Cof a meddwl
progress-topic-unrest = Ymddygiad prysur iawn neu ofidus
