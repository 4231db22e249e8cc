### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

form-title = Cwestiynau
form-start-why-heading = Pam rydym yn gofyn
form-start-why = Mae eich atebion yn eich helpu chi a’ch tîm i weld sut mae pethau. Gallwch siarad amdanynt pan fyddwch yn cwrdd.
form-start-why-asked = Gofynnodd { $name } am hyn. Mae eich atebion yn eich helpu i weld gyda’ch gilydd sut mae pethau.
form-start-long-heading = Faint o amser mae’n ei gymryd
form-start-long-unknown = Gallwch stopio unrhyw bryd. Mae eich atebion yn cael eu cadw.
form-start-long = { $length }. Gallwch stopio unrhyw bryd. Mae eich atebion yn cael eu cadw.
form-start-who-heading = Pwy sy’n ei weld
form-start-who = Eich tîm. Neb arall, oni bai eich bod chi’n dewis ei rannu.
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
form-not-saved = Nid yw’r ateb hwn wedi’i gadw. Efallai fod eich ffôn yn llawn. Gwnewch le arno, yna rhowch gynnig arall arni. Mae’r hyn a ateboch o’r blaen yn ddiogel.
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
form-error-long = Gwnewch eich ateb yn fyrrach

form-pause-title = Cyn i chi barhau
form-pause-heading = Gallwch gael help nawr
form-pause-text = Does neb yn darllen hyn ar hyn o bryd. Os ydych wedi brifo eich hun, neu os gallech wneud hynny, ffoniwch 999. I siarad â rhywun nawr, ffoniwch 111 a dewiswch opsiwn 2. Gallwch barhau pan fyddwch yn barod.
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
form-done-risk-sent = Os oes angen help arnoch nawr, peidiwch ag aros am eich tîm. Ffoniwch 111 a dewiswch opsiwn 2.
form-done-number-summary = Beth oedd y cyfanswm?
form-done-number = Cyfanswm yr atebion yw { $number }.
form-done-number-more = Ni all rhif ddweud sut ydych chi. Chi sy’n gwybod orau. Gofynnwch i’ch tîm beth mae’n ei olygu i chi.
form-done-track = Gweld ble mae
