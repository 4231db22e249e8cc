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
frame-no-signal = Does dim signal ar hyn o bryd. Dyma’r hyn a glywsom ddiwethaf gan eich tîm.
frame-unwell = Mae system eich ymddiriedolaeth yn cael trafferth. Byddwn yn rhoi cynnig arall arni ein hunain.
frame-odd = Anfonodd system eich ymddiriedolaeth rywbeth na allai’r ap ei ddarllen. Dyma’r hyn a glywsom ddiwethaf.
frame-not-safe = Rydym wedi stopio derbyn newyddion gan system eich ymddiriedolaeth. Dangosodd gofnodion nad ydynt yn perthyn i chi. Dywedwch wrth eich tîm.
frame-signed-out = Mewngofnodwch eto. Tan hynny, ni allwn gael newyddion nac anfon yr hyn a ysgrifennoch. Does dim byd ar goll.
frame-sign-in-again = Mewngofnodi eto
frame-stale = Gall hyn fod yn hen. Clywsom ddiwethaf gan eich tîm { $when }.
frame-look-now = Chwilio am newyddion nawr

## Cyn i'r cofnod cyntaf ddod: does dim yn hysbys eto.
frame-first-coming = Rydyn ni’n nôl eich cynllun
frame-first-coming-text = Mae’n dod o system eich tîm, ac yn ymddangos yma ar ei ben ei hun.
frame-first-not-here = Dydy eich cynllun ddim ar y ffôn yma eto
frame-first-no-signal = Does dim signal ar hyn o bryd. Bydd eich cynllun yn dod ar ei ben ei hun pan fydd signal.
frame-first-odd = Anfonodd system eich ymddiriedolaeth rywbeth na allai’r ap ei ddarllen. Gallwch roi cynnig arall arni, neu ffonio eich tîm.
frame-first-help = Does dim rhaid i chi aros am help.

frame-team-can-tell = Gall eich tîm ddweud mwy wrthych.
