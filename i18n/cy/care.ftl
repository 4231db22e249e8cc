### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

care-title = Fy ngofal
care-why-link = Pam ydw i yn y grŵp hwn?
care-no-group-heading = Eich cynllun
care-no-group-text = Mae eich tîm yn dal i weithio ar hyn gyda chi.

care-pathway = Eich llwybr
care-together = Yr hyn a wnawn gyda’n gilydd
care-with = gyda { $names }
care-choice-heading = Mae gennych ddewis
care-choice-text = Mae mwy nag un ffordd o helpu gyda hyn. Gallwch ddarllen am bob un, ac yna dweud eich barn.
care-choice-between = { $first } neu { $second }
care-choice-options = { $count ->
    [zero] dim ffyrdd i ddarllen amdanynt
    [one] { $count } ffordd i ddarllen amdani
    [two] { $count } ffordd i ddarllen amdanynt
    [few] { $count } ffordd i ddarllen amdanynt
    [many] { $count } ffordd i ddarllen amdanynt
   *[other] { $count } ffordd i ddarllen amdanynt
}
care-empty = Gall eich tîm ddweud mwy wrthych am yr hyn a wnewch gyda’ch gilydd.

care-domain-mental-health = Meddyliau a theimladau
care-domain-physical-health = Gofalu am eich corff
care-domain-meaningful-activity = Pethau sy’n bwysig i chi
care-domain-staying-safe = Cadw’n ddiogel
care-domain-carers = Y bobl sy’n eich cefnogi
care-domain-rights = Eich hawliau a’ch dewisiadau
care-domain-other = Mwy o help

care-official-summary = Beth mae fy nhîm yn galw hyn?
care-official-line = Enw yw hwn y mae staff yn ei ddefnyddio i gynllunio gofal. Nid yw’n eich disgrifio chi fel person.
care-differ-summary = Rwy’n gweld hyn yn wahanol
care-differ-text = Chi sy’n adnabod eich bywyd orau. Os nad yw hyn yn gweddu, dywedwch wrth { $name }. Gallwch edrych arno gyda’ch gilydd a newid y cynllun.
care-differ-nobody = Chi sy’n adnabod eich bywyd orau. Os nad yw hyn yn gweddu, dywedwch wrth eich tîm. Gallwch edrych arno gyda’ch gilydd a newid y cynllun.
care-worker = Eich { $role }
care-team-link = Pawb sy’n eich helpu
care-review-link = Eich adolygiad nesaf

care-event-initial-assessment = Cyfarfod cyntaf
care-event-planned-review = Cyfarfod adolygu
care-event-unplanned-review = Adolygiad ychwanegol
care-event-admission = Arhosiad yn yr ysbyty
care-event-transfer = Symud i dîm arall
care-event-discharge = Daeth y gofal gan y gwasanaeth hwn i ben
care-event-care-began = Dechreuodd eich gofal
care-event-plan-made = Gwnaed eich cynllun
care-event-meeting = Cyfarfod
care-event-care-now = Rydych chi yma: gofal a chefnogaeth
care-event-review-ahead = Eich adolygiad
care-stop-day-with = { $date }, gyda { $name }
care-stop-with = gyda { $name }
care-stop-due = erbyn { $date }
care-tense-done = Wedi digwydd:
care-tense-here = Nawr:
care-tense-ahead = I ddod:

care-piece-title = Rhan o fy nghynllun
care-piece-what = Beth sy’n digwydd
care-piece-why = Pam
care-piece-who = Pwy
care-piece-when = Pryd
care-piece-starts = O { $date }
care-piece-where = Ble
care-piece-goal = Mae’n helpu gyda
care-piece-ask = Os nad ydych yn siŵr am hyn, gofynnwch i { $name }. Gallwch ddweud na, neu ofyn am rywbeth arall.
care-piece-ask-nobody = Os nad ydych yn siŵr am hyn, gofynnwch i’ch tîm. Gallwch ddweud na, neu ofyn am rywbeth arall.

care-choice-title = Dewis
care-choice-how = Sut i ddewis
care-choice-tell = Darllenwch am bob un. Yna dywedwch wrth { $name } beth hoffech chi. Gallwch ofyn am help i ddewis, neu ddweud dim un ohonynt.
care-choice-tell-nobody = Darllenwch am bob un. Yna dywedwch wrth eich tîm beth hoffech chi. Gallwch ofyn am help i ddewis, neu ddweud dim un ohonynt.

care-why-title = Am grwpiau
care-why-heading = Pam ydw i yn y grŵp hwn?
care-why-first = Ar ôl eich cyfarfodydd cyntaf, mae eich tîm yn edrych ar beth allai eich helpu fwyaf.
care-why-second = Mae pobl sydd angen yr un math o help yn cael yr un math o gynllun. Dyna’r cyfan yw grŵp. Nid yw’n dweud pwy ydych chi.
care-why-how-heading = Sut mae’n cael ei ddewis
care-why-how = Mae gweithiwr hyfforddedig yn siarad â chi am eich bywyd, eich iechyd a’ch diogelwch. Maent yn nodi’r hyn a welant. Yna maent yn dewis y grŵp sy’n gweddu orau.
care-why-you = Gallwch ofyn beth a nodwyd. Gallwch ddweud os ydych yn ei weld yn wahanol.
care-why-three-heading = Y 3 math o grŵp
care-why-non-psychotic = Problemau fel hwyliau isel, pryder, teimladau cryf neu broblemau bwyta
care-why-psychotic = Profiadau fel clywed lleisiau neu hwyliau uchel neu isel iawn
care-why-organic = Newidiadau yn y cof neu’r meddwl
care-why-variance = Mae gan rai pobl gynllun a wnaed ar eu cyfer nhw yn unig, y tu allan i’r grwpiau hyn.
care-why-change-heading = A all newid?
care-why-change = Gall. Rydych yn edrych arno gyda’ch gilydd ym mhob adolygiad. Mae’r rhan fwyaf o bobl yn aros ar yr un cynllun.
care-why-doubt-heading = Os nad yw’n teimlo’n iawn
care-choice-say = Dweud beth hoffwn i
care-differ-write = Ysgrifennu sut rwy’n ei weld
