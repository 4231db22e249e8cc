### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

todo-title = I’w wneud
todo-lead = Gwnewch y rhain pan fydd yn gyfleus i chi. Gallwch stopio a dod yn ôl.
todo-for-you = I chi
todo-begun = Rydych wedi dechrau
todo-untitled = Cwestiynau i chi
todo-questions = { $count ->
    [zero] dim cwestiynau
    [one] { $count } cwestiwn
    [two] { $count } gwestiwn
    [few] { $count } chwestiwn
    [many] { $count } o gwestiynau
   *[other] { $count } cwestiwn
}
todo-minutes = { $minutes ->
    [zero] llai na munud
    [one] tua { $minutes } munud
    [two] tua { $minutes } funud
    [few] tua { $minutes } munud
    [many] tua { $minutes } munud
   *[other] tua { $minutes } munud
}
todo-length = { $questions }, { $minutes }
todo-by = Gorau ei wneud erbyn { $date }
todo-opens = Gallwch wneud hyn o { $date }
todo-answered = { $count ->
    [zero] dim atebion ar y ffôn hwn
    [one] { $count } ateb wedi’i gadw ar y ffôn hwn
    [two] { $count } ateb wedi’u cadw ar y ffôn hwn
    [few] { $count } ateb wedi’u cadw ar y ffôn hwn
    [many] { $count } ateb wedi’u cadw ar y ffôn hwn
   *[other] { $count } ateb wedi’u cadw ar y ffôn hwn
}
todo-none-heading = Dim byd i’w wneud
todo-none-text = Pan fydd eich tîm yn gofyn rhywbeth i chi, bydd yn ymddangos yma.
todo-sent-link = Wedi anfon ac yn aros
todo-sent-more = Ble mae eich atebion nawr
todo-any-time = Unrhyw bryd
todo-feedback = Sut oedd ein gwasanaeth?
todo-feedback-more = Dau gwestiwn. Rydym yn eu hanfon heb eich enw.
todo-earlier = Y cwestiynau cynharach
todo-right = Rydych yn cywiro hyn
todo-goal = Nod y dechreuoch ei ysgrifennu
todo-rating = Dechreuoch ddweud ble rydych chi ag ef
