### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

sent-title = Wedi anfon ac yn aros
sent-lead = Ble mae pob un o’ch atebion nawr.
sent-none-heading = Dim byd yma eto
sent-none-text = Pan fyddwch yn anfon atebion at eich tîm, gallwch weld yma ble maen nhw.
sent-needs = Eich angen chi
sent-on-way = Heb ei anfon eto
sent-done = Wedi anfon
sent-untitled = Eich atebion
sent-answered = Ateboch { $when }
sent-said = Dywedoch hyn { $when }
sent-state-waiting = Yn aros
sent-state-sending = Yn anfon nawr
sent-state-checking = Yn gwirio
sent-state-needs = Eich angen chi
sent-state-sent = Wedi anfon
sent-wait-soon = Does neb wedi derbyn hyn eto. Bydd yn mynd mewn eiliad.
sent-wait-no-signal = Does neb wedi derbyn hyn eto. Does dim signal. Bydd yn mynd ei hun pan fydd signal.
sent-wait-sign-in = Does neb wedi derbyn hyn eto. Mewngofnodwch eto, ac fe fydd yn mynd.
sent-wait-unwell = Nid ydym yn gwybod eto a gyrhaeddodd hyn. Mae system eich ymddiriedolaeth yn gofyn i ni aros. Byddwn yn gofyn eto ar ein pen ein hunain.
sent-wait-held = Does neb wedi derbyn hyn eto. Mae system eich ymddiriedolaeth yn gofyn i ni aros. Byddwn yn ceisio eto ar ein pen ein hunain.
sent-wait-doubted = Does neb wedi derbyn hyn eto. { $why } Mae’n ddiogel ar y ffôn hwn, ac yn mynd ei hun.
sent-wait-odd = Nid ydym yn gwybod eto a gyrhaeddodd hyn. Atebodd rhywbeth arall yn lle system eich ymddiriedolaeth. Ar Wi-Fi cyhoeddus, mewngofnodwch ar unrhyw dudalen we, a byddwn yn gofyn eto.
sent-wait-behind = Does neb wedi derbyn hyn eto. Rhaid i rywbeth o’i flaen fynd yn gyntaf.
sent-sending-text = Mae ar ei ffordd nawr.
sent-checking-text = Nid ydym yn gwybod eto a gyrhaeddodd. Byddwn yn gofyn ar ein pen ein hunain. Ni fydd yn cael ei anfon ddwywaith.
sent-park-refused = Ni dderbyniodd system eich ymddiriedolaeth hyn. Mae eich atebion yn ddiogel ar y ffôn hwn. Dywedwch wrth eich tîm.
sent-park-not-allowed = Nid yw eich ymddiriedolaeth yn gadael i’r ap hwn anfon yr atebion hyn. Maent yn ddiogel ar y ffôn hwn. Dywedwch wrth eich tîm.
sent-park-not-sure = Efallai ei fod wedi cyrraedd, ond ni allwn wirio. Gofynnwch i’ch tîm a yw ganddynt.
sent-park-unreadable = Ni all yr ap hwn ddarllen yr ateb hwn mwyach. Dywedwch wrth eich tîm, ac atebwch eto.
sent-at = Cafodd eich ymddiriedolaeth ef { $when }.
sent-elsewhere = Roeddech wedi ateb hyn mewn lle arall hefyd. Mae’r ddau gan eich tîm.
sent-try = Rhoi cynnig arni nawr
sent-try-failed = Ni allem roi cynnig arni. Does dim lle ar y ffôn i ysgrifennu. Gwnewch le arno.
sent-risk = Os oes angen help arnoch nawr, peidiwch ag aros am ateb. Defnyddiwch Help nawr.
sent-ask-team = Ffonio eich tîm
sent-next-try = Byddwn yn rhoi cynnig arall arni { $when }.
sent-mend = Newid fy atebion
sent-mend-failed-there = Efallai bod rhan ohono gyda’ch tîm. Ni allwch ei newid yma. Gofynnwch i’ch tîm.
sent-mend-failed-form = Nid yw’r ffurflen ar y ffôn hwn mwyach. Gofynnwch i’ch tîm.
sent-mend-failed = Ni allem ei agor. Does dim lle ar y ffôn i ysgrifennu. Gwnewch le arno.
sent-copy = Gweld beth ysgrifennais
sent-copy-how = Dyma eich copi. Gallwch ei gopïo, neu ei ddarllen i’ch tîm.
sent-copy-machine = Yr un peth, i gyfrifiaduron
sent-copy-failed = Ni all yr ap hwn ddarllen yr ateb hwn mwyach.
sent-see = Gweld yr hyn a ddywedoch
sent-see-what = Gweld yr hyn a ddywedoch yn: { $form }
sent-goal = Dyma nod a ysgrifennoch.
sent-goal-see = Gweld y nod
sent-rating = Dyma ble rydych chi gyda nod.
sent-plan = Dyma eich cynllun cadw’n ddiogel.
sent-plan-see = Gweld eich cynllun
sent-sharing = Mae hwn yn dweud beth gaiff rhywun ei weld.
sent-sharing-see = Gweld beth rydych yn ei rannu
sent-sharing-title = Newid a wnaethoch
sent-puts-right = Mae hyn yn cywiro’r hyn a anfonoch o’r blaen.
sent-park-changed = Newidiwyd copi eich tîm ers i chi ei anfon. Mae’r hyn a gywiroch yn ddiogel yma. Chi sy’n dewis.
sent-changed-mine = Anfon yr hyn a gywirais
sent-changed-theirs = Gadael copi’r tîm fel y mae
sent-nameless = { $count ->
    [zero] Nid oes atebion heb eich enw yn aros.
    [one] Bydd un ateb heb eich enw yn mynd rywbryd heddiw.
    [two] Bydd { $count } ateb heb eich enw yn mynd rywbryd heddiw.
    [few] Bydd { $count } ateb heb eich enw yn mynd rywbryd heddiw.
    [many] Bydd { $count } ateb heb eich enw yn mynd rywbryd heddiw.
   *[other] Bydd { $count } ateb heb eich enw yn mynd rywbryd heddiw.
}
sent-past = Yr hyn a ddywedoch o’r blaen
sent-past-older = Dangos rhai cynharach
sent-past-not-read = Ni ellid agor y rhai cynharach. Rhowch gynnig arall arni.
said-title = Yr hyn a ddywedoch
said-amended = Rydych wedi cywiro hyn.
said-not-here = Nid yw hyn ar eich ffôn.
said-not-ours = Ni ellir newid hyn yma. Os nad yw’n iawn, dywedwch wrth eich tîm.
said-right-text = A oes rhywbeth o’i le?
said-right = Ei gywiro
said-right-not-yet = Nid yw hyn gan eich tîm eto. Gallwch ei gywiro pan fydd.
