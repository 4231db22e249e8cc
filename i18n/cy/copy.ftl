### Copi o fy nata: y rhan o Chi sy'n ei wneud, a geiriau'r dudalen y mae'n ei gwneud.

copy-heading = Copi o fy nata
copy-text = Gallwch gael popeth sydd ar y ffôn hwn: tudalen i’w darllen, a ffeil i ap arall.
copy-care = Gall unrhyw un sy’n cael y ffeiliau hyn eu darllen. Cadwch nhw lle mai dim ond chi fydd yn eu cael.
copy-passcode = Eich cod pas
copy-make = Cadw copi
copy-making = Yn gwneud y copi…
copy-saved = Mae eich copi yma: { $page } a { $bundle }
copy-failed = Ni allem wneud y copi. Efallai bod eich ffôn yn llawn.

copy-title = Fy nata
copy-carer-title = Fy nghopi fy hun, fel rhywun sy’n rhoi cefnogaeth
copy-carer-what = Dyma beth a ysgrifennoch. Nid yw’r hyn a rannwyd â chi ynddo: mae’n mynd pan ddaw’r rhannu i ben.
copy-made = Gwnaed ar { $date }
copy-of = Dyma gynllun { $name }.
copy-plan = Fy nghynllun
copy-team = Pwy sy’n fy helpu
copy-goals = Fy nodau
copy-begun = Ffurflenni rwyf wedi’u dechrau
copy-answers = Atebion o’r ffôn hwn
copy-earlier = Atebion sydd gan fy nhîm
copy-rest = Mae gan y ffeil arall hyn i gyd, a mwy, ar ffurf y gall apiau eraill ei darllen.
