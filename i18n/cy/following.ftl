### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

following-tab = Dilyn
following-title = Dilyn
following-heading = Beth mae { $name } yn ei rannu â chi
following-them = y person rydych yn ei gefnogi
following-hat = Rydych yn edrych fel { $me }, sy’n cefnogi { $whom }.
following-hat-unnamed = Rydych yn edrych fel rhywun sy’n rhoi cefnogaeth.
following-hat-own = Rydych yn edrych ar eich gofal eich hun.
following-not-yet-heading = Does dim yma eto
following-not-yet = Rydym yn dangos yr hyn a rennir â chi ar ôl clywed gan yr ymddiriedolaeth.
following-too-long-heading = Nid ydym wedi clywed gan yr ymddiriedolaeth ers rhai dyddiau
following-too-long = Felly nid oes dim yn cael ei ddangos nawr. Cysylltwch â’r rhyngrwyd, yna edrychwch eto.
following-asked = Mae { $name } yn gofyn beth rydych chi’n ei weld
following-asked-row = Dywedwch sut mae’n mynd, fel y gwelwch chi
following-for-you = I chi
following-help = Help i chi
following-help-more = Os ydych yn poeni, ac asesiad gofalwr
following-dropped = Ni allwch anfon hwn mwyach.
following-dropped-maybe = Efallai fod hwn wedi cyrraedd. Ni allwn wirio mwyach.
following-dropped-ask = Roeddech wedi ysgrifennu sut roedd nod yn mynd. Gofynnwch i { $name } os oes gennych gwestiynau.
following-dropped-read = Rwyf wedi darllen hwn

following-rate-title = Sut mae’n mynd?
following-rate-heading = Sut mae’n mynd, fel y gwêl gofalwr
following-rate-lead = Gofynnodd { $name } i chi ddweud sut mae hyn yn mynd. Mae eich barn chi’n sefyll wrth ochr eu barn nhw.
following-rate-not-asked = Gallwch weld y nod hwn. Ni ofynnir i chi ddweud sut mae’n mynd.
following-rate-question = Ble ydych chi’n meddwl mae { $name } nawr?
following-rate-how = Dewiswch gam. Gallwch ei adael os nad ydych yn siŵr.
following-rate-note = Unrhyw beth i’w ychwanegu? Gallwch adael hwn yn wag.
following-rate-who = Gall { $name } a’u tîm ddarllen hwn.
following-rate-send = Anfon
following-kept = Wedi’i gadw ar y ffôn hwn
following-not-handed = Ni allem gadw hwn. Efallai fod y ffôn yn llawn. Neu nid yw’n cael ei rannu â chi mwyach.
following-handed = Diolch. Rydym wedi cadw hwn ac yn ei anfon.

following-tell-tab = Dweud
following-tell-title = Dweud rhywbeth wrth y tîm
following-tell-more = Beth rydych wedi’i weld, neu beth sy’n eich poeni
following-tell-lead = Gallwch bob amser ddweud wrth y tîm beth rydych wedi’i weld.
following-tell-who = Gall y tîm sy’n gofalu amdanynt ei ddarllen. Gall fynd i’w nodiadau.
following-tell-not-shown = Nid yw’r ap hwn byth yn ei ddangos i { $name }. Cânt ofyn i’r tîm am weld eu nodiadau.
following-tell-no-answer = Does neb yn ateb yma. Efallai na chaiff y tîm ddweud wrthych am ofal y person.
following-tell-urgent = Does neb yn gwylio hwn drwy’r amser. Os oes rhywun mewn perygl, peidiwch ag aros. Ffoniwch 999 neu 111.
following-tell-label = Beth ydych chi am i’r tîm ei wybod?
following-tell-send = Anfon at y tîm
following-tell-empty = Ysgrifennwch rywbeth yn gyntaf.
following-tell-not-granted = Nid yw’r ymddiriedolaeth hon yn derbyn negeseuon gan ofalwyr yn yr ap. Ffoniwch y tîm.
following-told = Beth rydych wedi’i ddweud wrth y tîm

following-hats-title = Pobl rwy’n eu dilyn
following-hats-more = Rhywun rydych yn ei gefnogi, neu eich gofal eich hun
following-hats-none = Nid ydych yn dilyn neb ar y ffôn hwn eto.
following-hats-other = Hefyd ar y ffôn hwn
following-hats-open-own = Agor fy ngofal fy hun
following-hats-open-carer = Agor beth mae rhywun yn ei rannu â mi
following-hats-open-carer-number = Agor beth mae rhywun yn ei rannu â mi: { $number }
following-hats-failed = Ni allem agor hwnnw. Rhowch gynnig arall arni.
following-hats-add = Ychwanegu
following-hats-add-text = Mae’r ymddiriedolaeth yn gwybod pwy rydych yn ei gefnogi. Os nad yw, gofynnwch i’r person, ac i’w tîm.
following-hats-add-carer = Mewngofnodi i gefnogi rhywun
following-hats-add-own = Mewngofnodi i weld fy ngofal fy hun
following-hats-apart = Cedwir pob un ar wahân, gyda’i glo ei hun. Nid oes dim yn mynd o’r naill i’r llall.

following-data-kept = Cedwir yr hyn a rennir â chi ar y ffôn hwn, dan glo gydag allwedd. Mae’n mynd pan ddaw’r rhannu i ben.
following-data-wipe = Mae hyn yn tynnu’r hyn a rennir â chi oddi ar y ffôn hwn. Mae’r hyn a ddywedoch wrth y tîm yn aros gyda’r tîm.
