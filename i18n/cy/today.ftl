### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

today-title = Heddiw
today-morning = Bore da, { $name }
today-afternoon = Prynhawn da, { $name }
today-evening = Noswaith dda, { $name }
today-hello = Helo, { $name }
today-hello-plain = Helo

today-review-label = Eich cyfarfod adolygu
today-review-when-with = { $when }, gyda { $name }
today-review-ready = Paratoi ar ei gyfer
today-review-due-label = Eich adolygiad nesaf
today-review-due = Erbyn { $date }
today-review-due-more = Does dim cyfarfod wedi’i drefnu eto.
today-review-passed-label = Eich adolygiad
today-review-passed = Roedd i fod ar { $date }
today-review-passed-more = Nid oes gennym ddyddiad newydd. Gallwch ofyn i’ch tîm.
today-review-passed-ask = Nid oes gennym ddyddiad newydd. Gofynnwch i { $name }.
today-review-more = Mwy am eich adolygiad

today-next = Nesaf i chi
today-form-untitled = Cwestiynau i chi
today-form-begun = Rydych wedi dechrau hyn
today-more-todo = { $count ->
    [zero] dim mwy i’w wneud
    [one] { $count } peth arall i’w wneud
    [two] { $count } beth arall i’w gwneud
    [few] { $count } pheth arall i’w gwneud
    [many] { $count } pheth arall i’w gwneud
   *[other] { $count } peth arall i’w gwneud
}
today-goal = Eich nod
today-unsent = Mae rhywbeth eich angen
today-unsent-more = Ni ellid anfon un o’ch atebion.
today-waiting = Heb ei anfon eto
today-waiting-more = Byddwn yn anfon yr hyn a ysgrifennoch cyn gynted ag y gallwn.

today-worker-left = Mae { $name } wedi symud ymlaen
today-worker-left-more = Gweld pwy y gallwch ei ffonio nawr

today-news = Newydd i chi
today-news-seen = Rwyf wedi gweld y rhain
today-news-plan = Mae eich cynllun wedi newid
today-news-intervention = Newid yn eich cynllun
today-news-goal = Newid yn eich nodau
today-news-review = Newyddion am eich adolygiad
today-news-team = Newyddion am eich tîm
today-news-form = Cwestiynau newydd i chi
today-news-reply = Mae eich tîm wedi eich ateb
today-news-parts = Wedi newid: { $parts }
today-news-part-new = mae hyn yn newydd
today-news-part-gone = mae hyn wedi dod i ben
today-news-part-name = ei enw
today-news-part-how = beth sy’n digwydd
today-news-part-why = pam
today-news-part-who = pwy sy’n helpu
today-news-part-when = pryd
today-news-part-place = ble
today-news-part-goals = eich nodau
today-news-part-levels = y camau
today-news-part-stage = ble mae arni
today-news-part-ratings = sut mae’n mynd
today-news-part-questions = y cwestiynau

today-nothing = Does dim byd y mae angen i chi ei wneud heddiw.
today-no-plan-heading = Nid yw eich cynllun yma eto
today-no-plan-text = Efallai fod eich tîm yn dal i weithio ar hyn gyda chi. Mae’n ymddangos yma pan fyddan nhw’n ei rannu. Gallwch ofyn iddyn nhw amdano.

today-hidden = Mae enwau wedi’u cuddio ar y dudalen hon.
today-hidden-show = Eu dangos
today-hidden-hide = Eu cuddio eto
today-hidden-meeting = Cyfarfod
today-hidden-todo = Rhywbeth i’w wneud
today-hidden-goal = Rhywbeth o’ch eiddo
today-hidden-news = Rhywbeth newydd
