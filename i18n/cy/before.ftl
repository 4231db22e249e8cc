### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

before-welcome-title = Croeso
before-welcome-heading = Eich cynllun, a’r bobl sy’n eich helpu
before-welcome-first = Gwelwch beth yw eich cynllun, pwy sy’n eich helpu, a beth sy’n digwydd nesaf.
before-welcome-second = Mae’n gweithio heb signal. Mae’r hyn a ysgrifennwch yn aros ar y ffôn hwn nes i chi ei anfon at eich tîm.
before-welcome-demo = Mae hwn i roi cynnig arno. Nid yw ar gyfer cofnodion go iawn.
before-sign-in = Mewngofnodi
before-support = Rwy’n cefnogi rhywun
before-language = Iaith a darllen

before-support-title = Rwy’n cefnogi rhywun
before-support-lead = Efallai eich bod yn deulu, yn ffrind neu’n gymydog. Rydych chi’n bwysig hefyd.
before-support-tonight = Ydych chi’n poeni heno?
before-support-tonight-text = Os yw eu bywyd mewn perygl, ffoniwch 999. Os oes angen cyngor arnoch nawr, ffoniwch 111 a dewiswch opsiwn 2. Cewch ffonio dros rywun arall.
before-support-tell = Dweud rhywbeth wrth y tîm
before-support-tell-text = Gallwch bob amser ddweud wrth y tîm beth rydych wedi’i weld. Gallant wrando, hyd yn oed os na chânt ddweud wrthych am ofal y person. Gofynnwch pwy gaiff weld yr hyn a ddywedwch.
before-support-assess = Help i chi
before-support-assess-text = Mae gennych hawl i asesiad gofalwr. Mae am ddim, ac mae’n edrych ar beth allai eich helpu chi. Gofynnwch i’ch cyngor am un, faint bynnag o ofal a rowch.
before-support-assess-law = Mae Deddf Gofal 2014 yn rhoi’r hawl hon i chi yn Lloegr.
before-support-see = Gweld eu cynllun
before-support-see-text = Dim ond y person all ddewis rhannu pethau gyda chi. Gofynnwch iddynt, os yw’r ddau ohonoch eisiau hynny.

before-sign-in-title = Mewngofnodi
before-sign-in-next = Beth sy’n digwydd nesaf
before-sign-in-step-open = Mae tudalen eich ymddiriedolaeth ei hun yn agor.
before-sign-in-step-name = Rydych yn mewngofnodi yno. Nid yw’r ap hwn byth yn gweld eich cyfrinair.
before-sign-in-step-back = Yna rydych yn dod yn ôl yma. Rydym yn gofyn ai chi sydd yno.
before-sign-in-button = Mynd i’r dudalen fewngofnodi
before-sign-in-busy = Yn agor y dudalen fewngofnodi…
before-sign-in-slow = Mae hyn yn cymryd mwy o amser nag arfer. Efallai fod eich signal yn wan. Gallwch adael y dudalen hon. Mae Help nawr yn gweithio beth bynnag.
before-sign-in-again-lead = Mae’r hyn sydd ar y ffôn hwn yn aros yma. Mewngofnodwch fel yr un person ag o’r blaen.
before-problem-heading = Ni weithiodd hynny
before-problem-no-signal = Ni allwn gyrraedd eich ymddiriedolaeth ar hyn o bryd. Gwiriwch eich signal, yna rhowch gynnig arall arni.
before-problem-odd = Anfonodd tudalen eich ymddiriedolaeth rywbeth na allwn ei ddefnyddio. Rhowch gynnig arall arni yn nes ymlaen. Os yw’n parhau, dywedwch wrth eich tîm.
before-problem-carer = Ni all yr ap hwn ddangos cynllun rhywun rydych chi’n ei gefnogi eto. Gallwch gael help o hyd o dan “Rwy’n cefnogi rhywun”.
before-problem-refused = Ni adawodd eich ymddiriedolaeth chi i mewn. Os dywedoch na, gallwch roi cynnig arall arni. Os na, ffoniwch eich tîm.
before-problem-not-begun = Cymerodd hynny ormod o amser, neu dechreuodd yn rhywle arall. Dechreuwch eto.
before-problem-not-saved = Ni allem gadw eich mewngofnodi ar y ffôn hwn. Efallai ei fod yn llawn. Gwnewch le arno, yna rhowch gynnig arall arni.

before-is-this-title = Ai chi yw hwn?
before-is-this-lead = Rydym yn gofyn fel nad oes neb yn gweld cynllun nad yw’n perthyn iddynt.
before-is-this-name = Enw
before-is-this-born = Dyddiad geni
before-is-this-born-unknown = Ni roddodd eich ymddiriedolaeth un
before-is-this-yes = Ie, fi yw hwn
before-is-this-no = Na, nid fi yw hwn
before-is-this-no-more = Os dywedwch na, nid ydym yn cadw dim o hyn.

before-shut-title = Ni allwn agor hyn
before-shut-safe = Ni chafodd dim ei ddileu. Mae Help nawr yn dal i weithio.
before-shut-key-gone-heading = Mae’r ffôn hwn wedi colli’r allwedd
before-shut-key-gone = Mae’r hyn a gadwoch wedi’i gloi, ac nid yw’r allwedd gan y ffôn hwn mwyach. Gall hyn ddigwydd ar ôl i’r ffôn gael ei osod eto.
before-shut-key-gone-do = Dywedwch wrth eich tîm. Mae ganddynt bopeth a anfonoch atynt.
before-shut-keystore-heading = Mae storfa ddiogel eich ffôn ar gau
before-shut-keystore = Mae’r allwedd i’r hyn a gadwoch yn storfa ddiogel eich ffôn. Nid yw’r storfa’n agor ar hyn o bryd.
before-shut-keystore-do = Datglowch eich ffôn. Yna agorwch yr ap eto.
before-shut-damaged-heading = Mae’r hyn a gadwyd wedi’i ddifrodi
before-shut-damaged = Ni all y ffôn hwn ddarllen yr hyn a gadwoch.
before-shut-damaged-do = Caewch yr ap a’i agor eto. Os yw’n aros fel hyn, dywedwch wrth eich tîm.
before-shut-newer-heading = Mae’r ap hwn yn rhy hen
before-shut-newer = Ysgrifennwyd yr hyn a gadwoch gan fersiwn newyddach o’r ap hwn.
before-shut-newer-do = Diweddarwch yr ap. Yna agorwch ef eto.
before-shut-disk-heading = Mae eich ffôn yn llawn
before-shut-disk = Does dim lle ar ôl, neu nid yw’r ffôn yn gadael i’r ap ysgrifennu.
before-shut-disk-do = Gwnewch le arno. Yna agorwch yr ap eto.
