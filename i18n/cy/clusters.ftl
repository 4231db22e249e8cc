### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

clusters-00-title = Cynllun a wnaed gyda chi
clusters-00-first = Nid yw eich anghenion yn gweddu i un o’n grwpiau arferol. Mae hynny’n iawn, ac rydych yn dal i gael gofal a chefnogaeth.
clusters-00-second = Bydd eich tîm yn gwneud cynllun gyda chi sy’n gweddu i’ch bywyd.

clusters-01-title = Help tymor byr gyda theimlo’n isel neu’n bryderus
clusters-01-first = Mae’r cynllun hwn yn aml ar gyfer pobl sy’n teimlo’n isel, yn bryderus neu dan straen, ac sy’n cael rhai rhannau o fywyd bob dydd yn anoddach.
clusters-01-second = Mae llawer o bobl yn teimlo’n well gyda help tymor byr. Byddwch chi a’ch tîm yn cytuno ar beth allai eich helpu.

clusters-02-title = Dewis eich cam nesaf
clusters-02-first = Mae’r cynllun hwn yn aml ar gyfer pobl sy’n teimlo’n isel, yn bryderus neu dan straen ac sydd wedi cael rhywfaint o gefnogaeth o’r blaen.
clusters-02-second = Bydd eich tîm yn eich helpu i ddewis beth i roi cynnig arno nesaf.

clusters-03-title = Cefnogaeth gyda hwyliau isel, pryder neu straen
clusters-03-first = Mae’r cynllun hwn yn aml ar gyfer pobl y mae eu hwyliau isel, pryder neu straen yn gwneud bywyd bob dydd yn anoddach. Efallai na fydd y cyfan yn gweddu i chi.
clusters-03-second = Gall therapi siarad, meddyginiaeth neu’r ddau helpu. Bydd eich tîm yn gofyn beth sydd bwysicaf i chi.

clusters-04-title = Gweithio ar gynllun gyda’n gilydd
clusters-04-first = Mae’r cynllun hwn yn aml ar gyfer pobl sy’n cael pethau’n anodd gartref, yn y gwaith neu gyda phobl eraill. Efallai na fydd y cyfan yn gweddu i chi.
clusters-04-second = Bydd rhywun yn gweithio gyda chi ar gynllun. Bydd y cynllun yn dweud beth i’w wneud os bydd pethau’n mynd yn anoddach.

clusters-05-title = Cefnogaeth a chadw’n ddiogel
clusters-05-first = Mae’r cynllun hwn yn aml ar gyfer pobl sy’n cael y rhan fwyaf o fywyd yn anodd iawn am y tro. Efallai na fydd y cyfan yn gweddu i chi.
clusters-05-second = Byddwch chi a’ch tîm yn cytuno sut i’ch helpu i gadw’n ddiogel. Mae eich cynllun yn dweud pryd y byddwch yn cwrdd.

clusters-06-title = Help gyda meddyliau ac arferion cryf
clusters-06-first = Mae’r cynllun hwn yn aml ar gyfer pobl sydd â meddyliau, teimladau neu arferion cryf sy’n cymryd llawer o amser. Gallant fod am fwyd, am eu corff, neu am wneud pethau mewn ffordd benodol.
clusters-06-second = Gall newid gymryd amser. Bydd eich tîm yn gweithio gyda chi, gam wrth gam.

clusters-07-title = Byw’n dda dros amser
clusters-07-first = Mae’r cynllun hwn yn aml ar gyfer pobl sydd wedi cael problemau gyda’u hiechyd meddwl ers amser hir. Efallai fod rhai pethau’n well nawr, a rhai’n dal yn anodd.
clusters-07-second = Bydd eich tîm yn eich helpu i wneud mwy o’r pethau sy’n bwysig i chi.

clusters-08-title = Cefnogaeth gyda theimladau cryf
clusters-08-first = Mae’r cynllun hwn yn aml ar gyfer pobl y gall eu teimladau fod yn gryf iawn a newid yn gyflym. Efallai na fydd y cyfan yn gweddu i chi.
clusters-08-second = Bydd eich tîm yn gweithio gyda chi i ddod o hyd i ffyrdd o deimlo’n fwy diogel ac i adeiladu’r bywyd rydych ei eisiau.

clusters-09-title = Gofynnwch i’ch tîm am eich cynllun
clusters-09-first = Ni allwn ddangos y rhan hon o’ch cynllun yma.
clusters-09-second = Gofynnwch i’ch tîm amdani. Byddant yn falch o esbonio.

clusters-10-title = Help cynnar gan un tîm
clusters-10-first = Mae’r cynllun hwn yn aml ar gyfer pobl sydd wedi dechrau clywed, gweld neu gredu pethau nad yw pobl eraill yn eu gwneud. Gall hynny beri gofid. Gall help yn gynnar wneud gwahaniaeth.
clusters-10-second = Bydd un tîm yn gweithio gyda chi, a gyda’ch teulu os ydych eisiau. Byddwch yn cytuno gyda’ch gilydd am ba hyd.

clusters-11-title = Aros yn iach
clusters-11-first = Mae’r cynllun hwn am aros yn iach ar ôl amser anodd. Efallai eich bod wedi clywed, gweld neu gredu pethau nad oedd pobl eraill yn eu gwneud. Os yw heddiw’n anodd, dywedwch wrthym.
clusters-11-second = Bydd eich tîm yn eich helpu i aros yn iach, i sylwi ar arwyddion cynnar ac i wneud y pethau rydych yn eu mwynhau.

clusters-12-title = Cefnogaeth gyda bywyd bob dydd
clusters-12-first = Mae’r cynllun hwn yn aml ar gyfer pobl sydd wedi cael pethau fel clywed lleisiau neu gredoau cryf. Gall y rhain fod yn haws nawr, a gall bywyd bob dydd fod yn anodd o hyd.
clusters-12-second = Bydd eich tîm yn helpu gyda phethau fel eich cartref, arian, iechyd a gweld pobl.

clusters-13-title = Cefnogaeth o ddydd i ddydd, ar eich cyflymder chi
clusters-13-first = Mae rhai pobl ar y cynllun hwn yn clywed, gweld neu gredu pethau nad yw pobl eraill yn eu gwneud. Gall hyn wneud bywyd bob dydd yn anodd. Efallai na fydd y cyfan yn gweddu i chi.
clusters-13-second = Bydd eich tîm yn edrych gyda chi ar beth allai helpu, fel meddyginiaeth, siarad a help ymarferol. Byddant yn mynd ar eich cyflymder chi.

clusters-14-title = Cefnogaeth trwy amser anodd iawn
clusters-14-first = Mae’r cynllun hwn am gyfnod byr pan fydd pethau’n anodd iawn, ac yn teimlo’n ddryslyd efallai.
clusters-14-second = Bydd tîm yn eich helpu i deimlo’n ddiogel, gartref neu yn yr ysbyty. Mae eich cynllun yn dweud pryd y byddwch yn cwrdd.

clusters-15-title = Cefnogaeth gyda hwyliau isel iawn
clusters-15-first = Mae’r cynllun hwn am gyfnod o hwyliau isel iawn. Mae rhai pobl hefyd yn clywed, gweld neu gredu pethau sy’n gwneud iddynt deimlo’n waeth.
clusters-15-second = Bydd eich tîm yn eich helpu i gadw’n ddiogel. Mae eich cynllun yn dweud pryd y byddwch yn cwrdd. Gall y teimladau hyn wella gyda gofal.

clusters-16-title = Un cynllun ar gyfer eich iechyd
clusters-16-first = Mae’r cynllun hwn yn dod â help ynghyd i bobl sydd â phroblemau gyda’u hiechyd meddwl a gydag alcohol neu gyffuriau.
clusters-16-second = Bydd eich tîm yn gweithio gyda chi ar un cynllun, heb eich barnu. Gallwch gymryd camau bach.

clusters-17-title = Cefnogaeth sy’n gweddu i chi
clusters-17-first = Mae’r cynllun hwn yn aml ar gyfer pobl sydd wedi gweld nad yw gwasanaethau bob amser wedi bod yn hawdd eu defnyddio.
clusters-17-second = Bydd eich tîm yn ceisio cwrdd â chi ble a phryd sy’n gyfleus i chi. Byddant yn helpu gyda’r hyn sydd bwysicaf i chi.

clusters-18-title = Help gyda’r cof a meddwl
clusters-18-first = Efallai eich bod chi, neu bobl sy’n agos atoch, wedi sylwi ar rai newidiadau yn eich cof neu’ch meddwl. Rydych yn dal i ymdopi â’r rhan fwyaf o bethau.
clusters-18-second = Bydd eich tîm yn eich helpu i ddeall beth sy’n digwydd, i gynllunio ymlaen llaw ac i ddal i wneud y pethau rydych yn eu mwynhau.

clusters-19-title = Help gartref gyda’r cof a bywyd bob dydd
clusters-19-first = Mae’r cynllun hwn yn aml ar gyfer pobl y mae eu cof neu eu meddwl yn gwneud rhai tasgau bob dydd yn anoddach. Mae rhai pobl hefyd yn teimlo’n bryderus neu’n isel ar adegau.
clusters-19-second = Bydd eich tîm yn eich helpu chi, a’r bobl sy’n agos atoch, i gadw’n ddiogel ac yn iach gartref.

clusters-20-title = Help gyda’r cof, teimladau a chadw’n ddiogel
clusters-20-first = Mae’r cynllun hwn yn aml ar gyfer pobl y mae eu cof neu eu meddwl yn golygu eu bod eisiau help bob dydd. Mae rhai pobl yn teimlo’n ofidus neu’n ddryslyd ar adegau.
clusters-20-second = Bydd eich tîm yn ceisio darganfod pam a beth allai helpu. Byddant yn cefnogi’r bobl sy’n gofalu amdanoch hefyd.

clusters-21-title = Help gyda’r cof ac iechyd bob dydd
clusters-21-first = Mae’r cynllun hwn yn aml ar gyfer pobl sydd angen help gyda llawer o bethau bob dydd. Efallai y bydd angen mwy o ofal ar eu corff hefyd.
clusters-21-second = Bydd eich tîm yn gweithio gyda meddygon, nyrsys a’r bobl sy’n agos atoch. Yr hyn rydych chi ei eisiau sy’n dod gyntaf.
