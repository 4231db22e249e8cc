### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

frame-app-name = Companion
frame-title = { $page } – { $app }
frame-skip = Neidio i’r dudalen
frame-back = Yn ôl
frame-help = Help nawr
frame-tabs = Prif dudalennau
frame-today = Heddiw
frame-care = Gofal
frame-goals = Nodau
frame-todo = I’w wneud
frame-you = Chi
frame-call-team = Ffonio eich tîm ar { $number }
frame-call-name = Ffonio { $name } ar { $number }
frame-email-name = Ebostio { $name }
frame-missing-heading = Nid yw’r dudalen hon yma
frame-missing-text = Efallai ei bod wedi symud, neu fod eich tîm wedi ei newid. Does dim byd o’ch eiddo chi ar goll.
frame-missing-today = Mynd i Heddiw

frame-written-by-on = Ysgrifennwyd gan { $name }, { $date }
frame-written-by = Ysgrifennwyd gan { $name }
frame-written-by-you-on = Ysgrifennwyd gennych chi, { $date }
frame-written-by-you = Ysgrifennwyd gennych chi
frame-written-on = Ysgrifennwyd ar { $date }

frame-wrong-summary = Ydy hyn yn anghywir?
frame-wrong-text = Dywedwch wrth { $name }. Gallwch edrych arno gyda’ch gilydd a’i gywiro.
frame-wrong-nobody = Dywedwch wrth eich tîm. Gallwch edrych arno gyda’ch gilydd a’i gywiro.
frame-wrong-write = Ysgrifennu beth sydd o’i le

frame-updated = Diweddarwyd { $when }
frame-updated-never = Heb ei ddiweddaru eto
frame-updating = Yn chwilio am newyddion gan eich tîm…
frame-slow = Mae hyn yn cymryd mwy o amser nag arfer: efallai fod eich signal yn wan. Gallwch fynd ymlaen. Mae’r hyn a ysgrifennwch yn cael ei gadw ar y ffôn hwn.
frame-no-signal = Does dim signal ar hyn o bryd. Dyma’r hyn a glywsom ddiwethaf gan eich tîm.
frame-unwell = Mae system eich ymddiriedolaeth yn cael trafferth. Byddwn yn rhoi cynnig arall arni ein hunain.
frame-odd = Atebodd rhywbeth na allai’r ap ei ddarllen. Ar Wi-Fi cyhoeddus, agorwch unrhyw dudalen we a mewngofnodwch yno. Dyma’r hyn a glywsom ddiwethaf.
frame-not-safe = Rydym wedi stopio derbyn newyddion gan system eich ymddiriedolaeth. Dangosodd gofnodion nad ydynt yn perthyn i chi. Dywedwch wrth eich tîm.
frame-signed-out = Mewngofnodwch eto. Tan hynny, ni allwn gael newyddion nac anfon yr hyn a ysgrifennoch. Does dim byd ar goll.
frame-sign-in-again = Mewngofnodi eto
frame-stale = Gall hyn fod yn hen. Clywsom ddiwethaf gan eich tîm { $when }.
frame-look-now = Chwilio am newyddion nawr

## Nid ydym yn credu mai’r ymddiriedolaeth sy’n ateb.
line-clock = Mae’r dyddiad neu’r amser ar y ffôn hwn yn edrych yn anghywir. Cywirwch ef yng ngosodiadau’r ffôn, yna rhowch gynnig arall arni.
line-out-of-date = Ni allwn fod yn siŵr mai eich ymddiriedolaeth sydd yno. Gwiriwch y dyddiad ar y ffôn hwn. Os yw’n gywir, dywedwch wrth eich tîm.
line-not-the-trust = Atebodd rhywbeth arall yn lle eich ymddiriedolaeth. Gall hyn ddigwydd ar Wi-Fi cyhoeddus. Rhowch gynnig ar rwydwaith arall, neu eich data symudol.
line-other-key = Ni allwn fod yn siŵr mai eich ymddiriedolaeth sydd yno. Rhowch gynnig ar rwydwaith arall. Os gwelwch hyn eto, dywedwch wrth eich tîm.
line-safe = Nid ydym wedi anfon dim ato. Mae’r hyn a ysgrifennoch yn ddiogel ar y ffôn hwn.

## Cyn i'r cofnod cyntaf ddod: does dim yn hysbys eto.
frame-first-coming = Rydyn ni’n nôl eich cynllun
frame-first-coming-text = Mae’n dod o system eich tîm, ac yn ymddangos yma ar ei ben ei hun.
frame-first-not-here = Dydy eich cynllun ddim ar y ffôn yma eto
frame-first-slow = Mae hyn yn cymryd mwy o amser nag arfer. Efallai fod eich signal yn wan. Gallwch adael y dudalen hon, ac mae Help nawr yn gweithio.
frame-first-no-signal = Does dim signal ar hyn o bryd. Bydd eich cynllun yn dod ar ei ben ei hun pan fydd signal.
frame-first-odd = Atebodd rhywbeth na allai’r ap ei ddarllen. Ar Wi-Fi cyhoeddus, agorwch unrhyw dudalen we a mewngofnodwch yno. Os na, ffoniwch eich tîm.
frame-first-help = Does dim rhaid i chi aros am help.

frame-team-can-tell = Gall eich tîm ddweud mwy wrthych.
