### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

review-title = Eich adolygiad
review-booked-label = Eich cyfarfod adolygu
review-from-to = { $moment } tan { $time }
review-where = Ble
review-who = Pwy fydd yno
review-who-you = Chi
review-who-bring = Gallwch ddod â rhywun yr ydych yn ymddiried ynddo.
review-due-heading = Erbyn { $date }
review-due-text = Does dim cyfarfod wedi’i drefnu eto. Dylai eich tîm drefnu un gyda chi cyn hynny.
review-passed-heading = Roedd i fod ar { $date }
review-passed-text = Nid oes gennym ddyddiad newydd. Gallwch ofyn am un nawr.
review-none-heading = Nid oes gennym ddyddiad eto
review-none-text = Gall eich tîm ddweud mwy wrthych.
review-today = Mae hyn heddiw.
review-ask = Gofynnwch i { $name } amdano
review-ask-team = Gofynnwch i’ch tîm amdano
review-talk = Beth fyddwch yn siarad amdano
review-talk-goals = Eich nodau, a beth sydd wedi helpu
review-talk-plan = Eich cynllun, a beth hoffech ei newid
review-talk-group = A yw eich grŵp yn dal i weddu i chi
review-talk-next = Pryd fyddwch yn cwrdd nesaf
review-bring = Beth i ddod gyda chi
review-bring-questions = Eich cwestiynau. Gallwch eu hysgrifennu ymlaen llaw.
review-bring-medicine = Rhestr o’ch meddyginiaethau, os ydych yn cymryd rhai
review-bring-good = Rhywbeth a aeth yn dda
review-stay = Mae’r rhan fwyaf o bobl yn aros ar yr un cynllun ar ôl adolygiad.
review-sooner-heading = Hoffech chi gwrdd yn gynt?
review-sooner = Gallwch ofyn am hynny. Dywedwch wrth eich tîm fod pethau wedi newid.
review-forms = Cwestiynau i’w hateb cyn i chi gwrdd

review-own = Beth rwyf am siarad amdano
review-own-text = Gallwch ddewis hyd at 3 pheth, ac ysgrifennu eich nodiadau eich hun. Dim ond os byddwch yn eu hanfon y bydd eich tîm yn eu gweld.
review-own-begin = Dewis beth i siarad amdano
review-own-here = Dim ond ar y ffôn hwn. Nid yw eich tîm wedi ei weld.
review-own-send = Edrych drosto a’i anfon
review-own-change = Ei newid
review-own-more = Ysgrifennu rhywbeth newydd

calendar-title = Apwyntiad
summary-title = Ar gyfer fy nghyfarfod
summary-file = ar-gyfer-fy-nghyfarfod
summary-made = { $name }, { $date }
summary-when = Pryd a ble
summary-with = Gyda { $names }
summary-own-none = Nid oes dim wedi’i ysgrifennu eto.
summary-began = Ble dechreuais i: { $step }
summary-here = Ble rydw i nawr: { $step }
summary-due = Erbyn { $date }
summary-aim = Beth fyddai’n ddigon da: { $step }
since-heading = Beth sydd wedi newid ers { $date }
since-nothing = Nid oes dim newydd wedi’i ysgrifennu. Gallwch ddweud beth sydd wedi newid pan fyddwch yn cwrdd.
since-goal = Nod newydd: { $goal }
since-moved = { $goal }: o “{ $from }” i “{ $to }”
since-now = { $goal }: nawr ar “{ $to }”
since-rated = { $goal }: rydych ar gam arall
since-began = Dechreuodd: { $what }
since-answered = { $count ->
    [zero] Ni atebsoch unrhyw ffurflen
    [one] Atebsoch { $count } ffurflen
    [two] Atebsoch { $count } ffurflen
    [few] Atebsoch { $count } ffurflen
    [many] Atebsoch { $count } ffurflen
   *[other] Atebsoch { $count } ffurflen
}
review-calendar = Ychwanegu at fy nghalendr
review-calendar-place = Rhoi’r lle i mewn hefyd
review-calendar-saved = Mae wedi’i gadw fel { $file }. Agorwch ef i’w roi yn eich calendr. Nid yw’r teitl yn dweud dim am eich gofal.
review-calendar-failed = Ni allem wneud y ffeil. Efallai bod eich ffôn yn llawn.
review-print = Gwneud tudalen i’w hargraffu neu ei rhannu
review-print-text = Eich geiriau a’ch nodau eich hun, ar bapur. Cadwch hi’n ddiogel: gall unrhyw un sydd â hi ei darllen.
review-print-saved = Mae wedi’i chadw fel { $file }.
review-print-boxes = Ni ellir argraffu rhai arwyddion, fel lluniau bach. Mae marc yn sefyll yn eu lle.
review-print-failed = Ni allem wneud y dudalen. Efallai bod eich ffôn yn llawn.
review-print-making = Yn gwneud y dudalen…
