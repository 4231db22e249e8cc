### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

form-title = Cwestiynau
form-start-why-heading = Pam rydym yn gofyn
form-start-why = Mae eich atebion yn eich helpu chi a’ch tîm i weld sut mae pethau. Gallwch siarad amdanynt pan fyddwch yn cwrdd.
form-start-why-asked = Gofynnodd { $name } am hyn. Mae eich atebion yn eich helpu i weld gyda’ch gilydd sut mae pethau.
form-start-long-heading = Faint o amser mae’n ei gymryd
form-start-long-unknown = Gallwch stopio unrhyw bryd. Mae eich atebion yn cael eu cadw.
form-start-long = { $length }. Gallwch stopio unrhyw bryd. Mae eich atebion yn cael eu cadw.
form-start-who-heading = Pwy sy’n ei weld
form-start-who = Eich tîm. Nid yw’r ap hwn yn ei ddangos i neb arall, oni bai eich bod chi’n dewis ei rannu.
form-start-watch-heading = Does neb yn gwylio eich atebion yn fyw
form-start-watch = Os oes angen help arnoch nawr, peidiwch â’i ysgrifennu yma. Defnyddiwch Help nawr.
form-start-helped = Os oes rhywun yn eich helpu, rhowch eich atebion chi, nid eu rhai nhw.
form-start-begin = Dechrau
form-start-carry-on = Parhau o’r lle’r oeddech
form-start-english = Mae’r ffurflen hon yn Saesneg. Gofynnwch i’ch tîm am help yn eich iaith.
form-start-withdrawn = Nid oes angen hyn ar eich tîm mwyach. Mae’r hyn a ysgrifennoch yn dal ar y ffôn hwn.
form-start-copyright = Am y ffurflen hon
form-loading = Yn agor eich cwestiynau…
form-problem-not-here = Nid yw hyn ar eich ffôn eto. Fe ddaw pan fydd signal.
form-problem-ask-team = Ni all yr ap hwn ddangos y cwestiynau hyn yn y ffordd gywir. Gofynnwch i’ch tîm am y ffurflen hon.
form-problem-already-sent = Rydych wedi anfon hyn yn barod.
form-problem-store = Ni allai’r ffôn hwn agor eich atebion. Ni chafodd dim ei ddileu. Caewch yr ap a’i agor eto.
form-problem-heading = Ni allwn agor hyn nawr

form-progress = { $page } o tua { $of }
form-continue = Parhau
form-skip-hint = Gallwch adael hwn allan.
form-saved = Wedi cadw
form-saving = Yn cadw…
form-not-saved = Nid yw’r ateb hwn wedi’i gadw. Efallai fod eich ffôn yn llawn: gwnewch le arno, yna rhowch gynnig arall arni. Mae’r hyn a ateboch o’r blaen yn ddiogel.
form-not-saved-again = Ceisio cadw eto
form-yes = Ie
form-no = Na
form-text-left = { $count ->
    [zero] dim llythrennau ar ôl
    [one] { $count } llythyren ar ôl
    [two] { $count } lythyren ar ôl
    [few] { $count } llythyren ar ôl
    [many] { $count } llythyren ar ôl
   *[other] { $count } llythyren ar ôl
}
form-text-over = { $count ->
    [zero] dim llythrennau yn ormod
    [one] { $count } llythyren yn ormod
    [two] { $count } lythyren yn ormod
    [few] { $count } llythyren yn ormod
    [many] { $count } llythyren yn ormod
   *[other] { $count } llythyren yn ormod
}
form-date-hint = Er enghraifft, 27 3 2026
form-date-day = Diwrnod
form-date-month = Mis
form-date-year = Blwyddyn
form-why-summary = Pam rydym yn gofyn hyn
form-why-text = Mae eich tîm yn ei ddefnyddio i weld sut mae pethau i chi. Does dim ateb cywir.

form-error-heading = Edrychwch ar hyn
form-error-missing = Dewiswch ateb
form-error-missing-text = Ysgrifennwch ateb
form-error-number = Ysgrifennwch rif, fel 7
form-error-date = Ysgrifennwch ddiwrnod, fel 27 3 2026
form-error-long = { $count ->
    [zero] Peidiwch ag ysgrifennu dim
    [one] Defnyddiwch { $count } llythyren neu lai
    [two] Defnyddiwch { $count } lythyren neu lai
    [few] Defnyddiwch { $count } llythyren neu lai
    [many] Defnyddiwch { $count } llythyren neu lai
   *[other] Defnyddiwch { $count } llythyren neu lai
}

form-pause-title = Cyn i chi barhau
form-pause-heading = Gallwch gael help nawr
form-pause-text = Does neb yn darllen hyn ar hyn o bryd. Os ydych wedi brifo eich hun, neu os gallech wneud hynny, ffoniwch 999. I siarad â rhywun nawr, ffoniwch 111 a dewiswch opsiwn 2.
form-pause-saved = Mae eich ateb wedi’i gadw.
form-pause-carry-on = Parhau

form-check-title = Gwirio eich atebion
form-check-lead = Mae hyn yn mynd at eich tîm pan fyddwch yn ei anfon.
form-check-change = Newid
form-check-change-what = Newid eich ateb i: { $question }
form-check-left-out = Gadawoch hwn allan
form-check-send = Anfon at fy nhîm
form-check-later = Ei gadw tan yn nes ymlaen
form-check-not-saved = Ni allem drosglwyddo hyn. Efallai fod eich ffôn yn llawn. Mae eich atebion yn dal yma.
form-check-watch = Nid yw hyn gan eich tîm eto. Does neb yn darllen atebion yn fyw.

form-done-title = Beth sy’n digwydd nesaf
form-done-waiting-heading = Mae eich atebion yn barod i fynd
form-done-sent-heading = Mae eich atebion wedi’u hanfon
form-done-checking-heading = Rydym yn gwirio a gyrhaeddodd
form-done-needs-heading = Ni ellid anfon hyn
form-done-unknown = Nid yw’r atebion hyn gennym yma mwyach. Edrychwch ar Wedi anfon ac yn aros.
form-done-next = Gallwch siarad am eich atebion pan fyddwch yn cwrdd.
form-done-risk-heading = Gallwch gael help nawr
form-done-risk-unsent = Does neb wedi derbyn hyn eto. Os oes angen help arnoch nawr, ffoniwch 111 a dewiswch opsiwn 2.
form-done-risk-unsure = Nid ydym yn gwybod eto a oes unrhyw un wedi derbyn hyn. Os oes angen help arnoch nawr, ffoniwch 111 a dewiswch opsiwn 2.
form-done-risk-sent = Os oes angen help arnoch nawr, peidiwch ag aros am eich tîm. Ffoniwch 111 a dewiswch opsiwn 2.
form-done-number-summary = Beth oedd y cyfanswm?
form-done-number = Cyfanswm yr atebion yw { $number }.
form-done-number-more = Ni all rhif ddweud sut ydych chi. Chi sy’n gwybod orau. Gofynnwch i’ch tîm beth mae’n ei olygu i chi.
form-done-parts-summary = Gweld y rhifau
form-done-part-life = Ar gyfartaledd, rhoesoch { $number } o 7 i’ch bywyd.
form-done-part-help = Ar gyfartaledd, rhoesoch { $number } o 7 i’ch help.
form-done-part-goal = Nod { $goal }: rhoesoch { $number } o 10 iddo.
form-done-track = Gweld ble mae

## Every kind of question.
form-or = neu
form-take-back = Tynnu fy ateb allan
form-other = Rhywbeth arall
form-other-words = Dywedwch hynny yn eich geiriau eich hun
form-choose = Dewiswch un
form-search-label = Ysgrifennwch ychydig lythrennau i’w gael yn y rhestr
form-unit = Uned
form-slider-untouched = Dim ateb eto
form-slider-less = Llai
form-slider-more = Mwy
form-list-more = Ychwanegu un arall
form-list-one = Ateb { $number }
form-list-remove = Tynnu
form-list-remove-which = Tynnu ateb { $number }
form-file-hint = Gallwch ychwanegu ffeil hyd at { $size }.
form-file-hint-kinds = Gallwch ychwanegu ffeil hyd at { $size }, o’r math hwn: { $kinds }.
form-file-mb = { $size } MB
form-file-kb = { $size } KB
form-file-picture = llun
form-file-sound = sain
form-file-video = fideo
form-file-unnamed = Ffeil
form-file-remove = Tynnu allan
form-file-remove-which = Tynnu { $file } allan
form-answer-moment = { $day }, { $time }
form-within = { $text }: { $position } o { $of }
form-within-plain = { $position } o { $of }
form-repeat-one = { $text } { $position }
form-repeat-unnamed = Rhan
form-repeat-empty = Dim wedi’i ysgrifennu yma eto
form-repeat-more = Ychwanegu un arall
form-repeat-change-which = Newid { $what }
form-repeat-remove = Tynnu
form-repeat-remove-which = Tynnu { $what }
form-repeat-remove-sure = Ydych chi am dynnu hwn? Ni fydd yn cael ei anfon.
form-repeat-remove-yes = Ydw, ei dynnu
form-repeat-remove-no = Na, ei gadw
form-help-summary = Help gyda’r cwestiwn hwn
form-many-hint = Dewiswch bob un sy’n iawn i chi.
form-format-hint = Ysgrifennwch fel hyn: { $example }
form-time-hint = Defnyddiwch y cloc 24 awr. Am 2:30 y prynhawn, ysgrifennwch 14 a 30.
form-time-hour = Awr
form-time-minute = Munud
form-stop-here = Stopio yma, cadw fy lle
form-start-saved = Wedi cadw ar y ffôn hwn. Gallwch ddod yn ôl.
form-start-forwards = Ar ôl mynd ymlaen o gwestiwn, ni allwch fynd yn ôl ato. Cymerwch eich amser.
form-error-missing-file = Dewiswch ffeil
form-error-whole = Ysgrifennwch rif cyfan, fel 7
form-error-time = Ysgrifennwch amser, fel 14 a 30
form-error-address = Ysgrifennwch gyfeiriad gwe, fel https://www.nhs.uk
form-error-low = Ysgrifennwch { $bound } neu fwy
form-error-high = Ysgrifennwch { $bound } neu lai
form-error-early = Ysgrifennwch { $bound } neu’n hwyrach
form-error-late = Ysgrifennwch { $bound } neu’n gynharach
form-error-like = Ysgrifennwch fel hyn: { $example }
form-error-pattern = Gwiriwch sut mae hyn wedi’i ysgrifennu
form-error-unit = Dewiswch uned
form-error-option = Dewiswch ateb o’r rhestr
form-error-together = Nid yw rhai o’r rhain yn mynd gyda’i gilydd. Dewiswch eto.
form-error-file-large = Mae’r ffeil hon yn rhy fawr. Dewiswch un hyd at { $size }.
form-error-file-kind = Dewiswch ffeil o’r math hwn: { $kinds }
form-error-file-read = Ni allem ddarllen y ffeil hon. Rhowch gynnig arall arni, neu dewiswch un arall.
form-error-of = { $question }: { $what }
form-check-to-do = Cyn i chi anfon hyn, edrychwch ar:
form-search-found = { $count ->
    [zero] Dim ateb yn y rhestr
    [one] { $count } ateb yn y rhestr
    [two] { $count } ateb yn y rhestr
    [few] { $count } ateb yn y rhestr
    [many] { $count } ateb yn y rhestr
   *[other] { $count } o atebion yn y rhestr
}
form-error-short = { $count ->
    [zero] Dim llythrennau
    [one] Ysgrifennwch o leiaf { $count } llythyren
    [two] Ysgrifennwch o leiaf { $count } lythyren
    [few] Ysgrifennwch o leiaf { $count } llythyren
    [many] Ysgrifennwch o leiaf { $count } llythyren
   *[other] Ysgrifennwch o leiaf { $count } llythyren
}
form-error-fine = { $count ->
    [zero] Defnyddiwch rif cyfan
    [one] Defnyddiwch ddim mwy na { $count } digid ar ôl y pwynt
    [two] Defnyddiwch ddim mwy na { $count } ddigid ar ôl y pwynt
    [few] Defnyddiwch ddim mwy na { $count } digid ar ôl y pwynt
    [many] Defnyddiwch ddim mwy na { $count } digid ar ôl y pwynt
   *[other] Defnyddiwch ddim mwy na { $count } digid ar ôl y pwynt
}
form-error-few = { $count ->
    [zero] Rhowch ateb
    [one] Rhowch o leiaf { $count } ateb
    [two] Rhowch o leiaf { $count } ateb
    [few] Rhowch o leiaf { $count } ateb
    [many] Rhowch o leiaf { $count } ateb
   *[other] Rhowch o leiaf { $count } ateb
}
form-error-many = { $count ->
    [zero] Peidiwch â rhoi ateb
    [one] Rhowch ddim mwy na { $count } ateb
    [two] Rhowch ddim mwy na { $count } ateb
    [few] Rhowch ddim mwy na { $count } ateb
    [many] Rhowch ddim mwy na { $count } ateb
   *[other] Rhowch ddim mwy na { $count } ateb
}
form-repeat-count = { $count ->
    [zero] Nid ydych wedi ysgrifennu dim eto.
    [one] Rydych wedi ysgrifennu am { $count } hyd yma.
    [two] Rydych wedi ysgrifennu am { $count } hyd yma.
    [few] Rydych wedi ysgrifennu am { $count } hyd yma.
    [many] Rydych wedi ysgrifennu am { $count } hyd yma.
   *[other] Rydych wedi ysgrifennu am { $count } hyd yma.
}

form-begun-when = Dechreuoch hyn { $begun }. Newidioch ef ddiwethaf { $touched }.
form-changed-heading = Mae’r cwestiynau hyn wedi newid
form-changed-text = Mae eich tîm wedi’u newid ers i chi ddechrau. Gallwch barhau â’ch rhai chi, neu ddechrau’r rhai newydd.
form-changed-new = Dechrau’r rhai newydd
form-changed-kept = Mae’r hyn a ysgrifennoch yn aros yma nes i chi ei anfon neu roi’r gorau iddo.
form-changed-failed = Ni allem ddechrau’r rhai newydd. Mae’r hyn a ysgrifennoch yn dal yma.
form-earlier = Dyma’r cwestiynau cynharach. Mae gan eich tîm rai newydd.
form-giveup = Rhoi’r gorau i hyn
form-giveup-sure = Bydd yr hyn a ysgrifennoch yma yn mynd am byth
form-giveup-no = Na, ei gadw
form-giveup-yes = Ie, rhoi’r gorau iddo
form-giveup-failed = Ni allem ei dynnu. Rhowch gynnig arall arni.

form-types-heading = Pwy sy’n teipio?
form-types-me = Fi sy’n teipio hyn
form-types-for = Mae rhywun yn teipio fy atebion i mi
form-types-another = Mae rhywun yn ateb drosof fi
form-check-typed-me = Chi deipiodd yr atebion hyn eich hun.
form-check-typed-for = Teipiodd rhywun eich atebion i chi.
form-check-typed-another = Mae rhywun yn ateb drosoch chi.
form-check-typed-change = Newid pwy deipiodd
form-types-refused = Mae’r cwestiynau hyn yn gofyn sut ydych chi’n gweld pethau, a dim ond chi all ddweud hynny. Gall rhywun eu darllen i chi a theipio’r hyn a ddywedwch. Os yw’n ormod heddiw, gadewch ef, neu gofynnwch i’ch tîm am ffordd arall.

form-right-start = Anfonoch hyn o’r blaen. Newidiwch yr hyn nad yw’n iawn, yna anfonwch ef eto.
form-check-right-lead = Mae hyn yn cymryd lle’r hyn a anfonoch. Gall eich tîm weld beth oedd yno o’r blaen o hyd.
form-check-right = Anfon yr hyn a gywirais

form-nameless-lead = Dywedwch wrthym sut oedd ein gwasanaeth i chi. Rydym yn ei anfon heb eich enw. Ni all neb weld mai oddi wrthych chi y daeth.
form-check-nameless-lead = Mae hyn yn mynd heb eich enw. Peidiwch ag ysgrifennu enwau ynddo.
form-check-nameless = Anfon heb fy enw
form-check-nameless-watch = Ni all neb eich ateb. Os oes angen help arnoch nawr, defnyddiwch Help nawr.
form-done-nameless-heading = Diolch
form-done-nameless = Mae’n mynd heb eich enw, rywbryd yn y diwrnod nesaf. Ar ôl hynny, nid yw’r ffôn hwn yn cadw dim ohono.

form-check-plan-lead = Mae hyn yn aros ar eich ffôn, oni bai eich bod yn ei anfon at eich tîm.
form-check-plan = Cadw fy nghynllun
form-check-plan-watch = Gallwch ei newid unrhyw bryd. Mae’r hyn oedd gennych o’r blaen yn cael ei gadw hefyd.
plan-title = Fy nghynllun cadw’n ddiogel
plan-more = Beth sy’n helpu pan fydd yn anodd, yn eich geiriau eich hun
plan-lead = Ysgrifennwch beth sy’n eich helpu pan fydd yn anodd. Gallwch adael allan beth bynnag a fynnwch.
plan-none = Nid ydych wedi ysgrifennu un eto. Cymerwch faint bynnag o amser a fynnwch.
plan-begin = Ysgrifennu fy nghynllun
plan-change = Newid fy nghynllun
plan-empty = Nid oes dim wedi’i ysgrifennu yma eto.
plan-before = Cynlluniau cynharach
plan-before-of = Eich cynllun o { $when }
plan-only-here = Dim ond ar y ffôn hwn y mae eich cynllun. Nid yw gan neb arall.

form-check-message-watch = Nid yw hwn gan eich tîm eto. Nid oes neb yn darllen negeseuon ar unwaith. Os oes angen help arnoch nawr, defnyddiwch Help nawr.
form-done-message-waiting-heading = Mae eich neges yn barod i fynd
form-done-message-sent-heading = Mae eich neges wedi ei hanfon
