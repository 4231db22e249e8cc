### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

goals-title = Nodau
goals-lead = Beth ydych chi eisiau o fywyd, yn eich geiriau eich hun.
goals-active = Yr hyn rydych yn gweithio arno nawr
goals-proposed = Yn aros i siarad amdano
goals-on-hold = Wedi oedi
goals-ended = Wedi gorffen neu wedi gadael i fynd
goals-none-heading = Dim nodau yma eto
goals-none-text = Gall nod fod yn fach. Meddyliwch am un peth yr hoffech ei wneud yn amlach. Gallwch ei ysgrifennu yma.
goals-card-here = Nawr:
goals-waiting = Yn aros i gael ei anfon
goals-waiting-why = Gweld pam mae’n aros
goals-begun = Wedi dechrau a heb ei anfon
goals-begun-untitled = Nod y dechreuoch ei ysgrifennu
goals-begun-more = Ysgrifennoch arno ddiwethaf { $when }. Daliwch ati.
goals-page-title = Nod
goals-stage-proposed = Nid ydych wedi siarad am hyn gyda’ch tîm eto
goals-stage-on-hold = Wedi oedi am y tro
goals-stage-finished = Wedi gorffen
goals-stage-dropped = Rydych wedi gadael i hwn fynd
goals-due = I edrych arno eto erbyn { $date }

goals-ladder = Eich camau, yr uchaf yn gyntaf
goals-began-here = Dechreuais yma
goals-here = Rwyf yma
goals-aim-here = Rwy’n anelu yma
goals-began-and-here = Dechreuais yma, ac rwyf yma
goals-here-and-aim = Rwyf yma, lle’r oeddwn yn anelu
goals-began-and-aim = Dechreuais yma, ac rwy’n anelu yma
goals-steps-heading = Eich camau
goals-step-much-less = Ymhellach oddi wrtho
goals-step-less = Ar y ffordd
goals-step-expected = Digon da
goals-step-more = Ychydig mwy na digon da
goals-step-much-more = Llawer mwy na digon da
goals-no-steps = Nid oes camau i’r nod hwn eto. Gallwch eu hysgrifennu gyda’ch tîm.
goals-no-place = Nid ydych wedi dweud ble rydych chi eto.

goals-said-same = Rydych lle dechreuoch. Mae hynny’n iawn. Mae rhai pethau’n cymryd amser.
goals-said-moved = Dechreuoch yn “{ $began }”. Rydych nawr yn “{ $here }”.
goals-said-reached = Rydych lle’r oeddech yn anelu.
goals-said-past = Aethoch ymhellach nag yr oeddech yn anelu.
goals-said-on-the-way = Rydych ar y ffordd.

goals-rate-heading = Ble rydych chi nawr?
goals-rate-how = Tapiwch y cam sy’n ffitio orau heddiw. Yna ei gadw.
goals-rate-save = Cadw
goals-rate-back = Nid nawr
goals-rate-note = Hoffech chi ddweud mwy amdano?
goals-rate-kept = Wedi’i gadw ar y ffôn hwn
goals-rate-not-yet = Pan fydd y nod hwn gan eich tîm, gallwch ddweud yma sut mae’n mynd.
goals-rate-not-granted = Nid yw eich ymddiriedolaeth yn gadael i’r ap hwn anfon sut mae’n mynd. Gallwch ddweud wrth eich tîm pan fyddwch yn cwrdd.
goals-rated = Diolch. Mae hyn wedi’i gadw.
goals-rated-half = Mae hyn yn aros ar eich ffôn. Nid oes lle i “yn rhannol” yn system eich tîm. Gallwch ddweud wrthynt pan fyddwch yn cwrdd.
goals-only-here = Ar y ffôn hwn yn unig
goals-met-heading = A wnaethoch chi gyrraedd?
goals-met-yes = Do
goals-met-little-more = Do, ac ychydig mwy
goals-met-lot-more = Do, a llawer mwy
goals-met-partly = Yn rhannol
goals-met-same = Ddim eto. Mae’r un fath ag ar y dechrau
goals-met-worse = Ddim eto. Mae wedi bod yn anoddach nag ar y dechrau
goals-met-instead = Byddai’n well gen i ei ddweud mewn geiriau
goals-ten-instead = Byddai’n well gen i roi rhif
goals-ten-heading = Pa mor bell ydych chi, o 0 i 10?
goals-ten-lower = heb ddechrau
goals-ten-upper = yr holl ffordd
goals-ten-said = { $number } allan o 10

goals-against = Beth roeddem yn gobeithio, a ble rydych chi
goals-against-agreed = Beth gytunom ni sy’n ddigon da
goals-against-mine = Beth sy’n ddigon da i chi
goals-against-when = Erbyn pryd
goals-against-me = Ble rydych chi’n gweld eich hun
goals-against-worker = Ble mae eich tîm yn eich gweld
goals-against-carer = Ble mae rhywun sy’n eich cefnogi yn eich gweld
goals-due-passed = Mae’r diwrnod hwn wedi mynd heibio. Mae hynny’n iawn. Gallwch ddewis un newydd gyda’ch gilydd.
goals-why = Pam mae’n bwysig i chi
goals-strengths = Beth sy’n gryf ynoch chi, a phwy sy’n helpu
goals-remarks = Mwy amdano
goals-unplaced = Nid oes lle i’r camau hyn ar yr ysgol. Gall eich tîm ddweud mwy wrthych.

goals-history = Sut aeth hi
goals-history-none = Does neb wedi nodi ble rydych chi ers i chi ddechrau.
goals-by-me = Dywedoch chi
goals-by-carer = Dywedodd rhywun sy’n eich cefnogi
goals-by-worker = Dywedodd eich tîm
goals-history-earlier = { $count ->
    [one] Dangos { $count } o’r blaen
   *[other] Dangos { $count } o’r blaen
}
goals-history-aside = Nid oes diwrnod neu gam clir i rai nodiadau ar y nod hwn, felly nid ydynt yn cael eu dangos. Gall eich tîm ddweud mwy wrthych.
goals-helps = Beth sy’n helpu gyda hyn

goals-number-summary = Dangos y rhif mae staff yn ei ddefnyddio
goals-number-what = Mae staff yn adio eich holl nodau yn un rhif. Pan fydd yn 50, aeth pethau fel y cytunoch. Nid yw’n dweud dim amdanoch chi fel person.
goals-number-none = Nid oes rhif eto. Mae angen gwybod ble rydych chi gyda phob nod rydych yn gweithio arno nawr.
goals-number-start = Ar y dechrau
goals-number-now = Nawr
goals-number-change = Y newid
goals-number-team = Nawr, fel mae eich tîm yn ei weld
goals-number-you = Chi sy’n gwybod orau sut mae’n mynd. Mae eich geiriau’n cyfrif mwy na rhif.

goals-next = Beth sy’n dod nesaf
goals-next-your-team = eich tîm
goals-next-team = Gweld eich tîm
goals-next-review = Gweld eich adolygiad nesaf
goals-next-proposed = Gallwch chi a { $name } siarad am y nod hwn pan fyddwch yn cwrdd, a chytuno arno gyda’ch gilydd.
goals-next-on-the-way = Mae rhai nodau’n cymryd amser. Gallwch chi a { $name } chwilio am gam bach nesaf gyda’ch gilydd.
goals-next-reached = Gallwch chi a { $name } siarad am beth hoffech chi ei wneud nesaf.
goals-next-on-hold = Pan hoffech fynd ymlaen ag ef, dywedwch wrth { $name }.
goals-next-ended = Os hoffech ei ddechrau eto, dywedwch wrth { $name }.

goals-new-title = Ysgrifennu nod
goals-new-lead = Nod yw rhywbeth rydych chi ei eisiau, yn eich geiriau eich hun. Does dim rhai anghywir.
goals-new-one = Rydych yn dweud beth rydych ei eisiau, a ble rydych chi nawr.
goals-new-two = Rydych yn dweud beth fyddai’n ddigon da, ac erbyn pryd.
goals-new-three = Gallwch stopio unrhyw bryd. Mae’r hyn a ysgrifennwch yn cael ei gadw ar y ffôn hwn.
goals-new-who = Mae’n mynd at eich tîm pan fyddwch yn ei anfon. Yna rydych yn siarad amdano ac yn cytuno arno gyda’ch gilydd.
goals-new-begin = Dechrau
goals-new-another = Dechrau nod arall
goals-new-not-granted = Nid yw eich ymddiriedolaeth yn gadael i’r ap hwn anfon nodau. Gallwch ddweud wrth eich tîm am nod pan fyddwch yn cwrdd.
goals-enough-heading = Mae gennych dri nod yn barod
goals-enough = Mae tri yn ddigon am nawr. Gall helpu i orffen un, neu adael i un fynd, cyn un newydd. Gallwch ysgrifennu un arall os hoffech.
goals-check-lead = Dyma eich nod. Mae’n mynd at eich tîm pan fyddwch yn ei anfon.
goals-done-heading = Mae eich nod wedi’i gadw
