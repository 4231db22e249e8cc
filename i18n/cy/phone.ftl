match-heading = Agor â’ch bys neu’ch wyneb
match-more = Mae eich ffôn yn gwirio mai chi sydd yno. Nid yw’r ap byth yn gweld eich bys na’ch wyneb. Mae eich cod yn dal i’w agor hefyd.
match-passcode = Eich cod
match-on = Troi ymlaen
match-off = Diffodd
match-is-on = Mae eich bys neu’ch wyneb yn agor yr ap.
match-is-off = Dim ond eich cod sy’n agor yr ap.
match-working = Un eiliad
match-others = A yw bys neu wyneb rhywun arall wedi’i osod ar y ffôn hwn? Yna gallant hwythau agor yr ap.
match-open = Defnyddio’ch bys neu’ch wyneb
match-none = Ni weithiodd hynny. Defnyddiwch eich cod.
match-sheet = Agor yr ap
match-sheet-no = Defnyddio cod

notice-message = Mae gennych neges newydd.
notice-to-do = Mae gennych rywbeth i’w wneud.
notice-heading = Hysbysiadau ar eich sgrin glo
notice-more = Pan ddaw rhywbeth newydd, gall eich ffôn ddangos un llinell fer. Nid yw’n dweud gan bwy y mae nac am beth. Nid oes rhai rhwng 9pm ac 8am.
notice-when = Dim ond tra bydd yr ap ar agor yn y cefndir a heb ei gloi y maent yn dod. Peidiwch ag aros am un.
notice-on = Dangos hysbysiadau
notice-off = Peidio â dangos hysbysiadau
notice-saved = Wedi’i gadw
notice-no-leave = Nid yw eich ffôn yn gadael i’r ap hwn ddangos hysbysiadau. Gallwch newid hynny yng ngosodiadau eich ffôn.

phone-needs = Mae angen Android 11 neu’n hwyrach ar yr ap hwn, neu iPhone neu iPad gydag iOS 17.4 neu’n hwyrach.
phone-needs-else = Os yw eich ffôn yn hŷn, ffoniwch eich tîm. Gallant fynd drwy eich cynllun gyda chi a rhoi ffurflenni papur i chi.
phone-old-view = Mae rhan o system eich ffôn yn rhy hen i ddangos yr ap hwn yn dda. Diweddarwch “Android System WebView” yn y Play Store. Tan hynny, ffoniwch eich tîm.

review-calendar-opened = Mae yn barod yn eich calendr. Cadwch ef yno, os ydych am ei gadw.
