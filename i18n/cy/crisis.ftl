### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

crisis-999-label = Ffonio 999
crisis-999-plain = Os yw bywyd rhywun mewn perygl, neu os na allwch gadw’n ddiogel, ffoniwch 999 neu ewch i’r adran damweiniau ac achosion brys nawr. Os ydych wedi cymryd gormod o feddyginiaeth neu wedi anafu eich hun yn ddrwg, ffoniwch 999, hyd yn oed os ydych yn teimlo’n iawn.

crisis-111-mh-label = Ffonio 111, opsiwn 2
crisis-111-mh-plain = Ffoniwch 111 a dewiswch opsiwn 2 os oes angen help arnoch gyda’ch iechyd meddwl nawr. Mae am ddim ac ar agor ddydd a nos.

crisis-trust-label = Ffonio eich tîm
crisis-trust-plain = Ffoniwch eich tîm. Os ydynt ar gau, ffoniwch 111.

crisis-samaritans-label = Ffonio’r Samariaid
crisis-samaritans-plain = Ffoniwch 116 123 i siarad â rhywun. Mae am ddim, ddydd a nos.

crisis-shout-label = Tecstio SHOUT i 85258
crisis-shout-plain = Tecstiwch SHOUT i 85258 i sgwrsio trwy neges destun. Mae am ddim, ddydd a nos.

crisis-relay-label = Ffonio 111 trwy gyfnewid testun
crisis-relay-plain = Os ydych yn fyddar neu’n ei chael yn anodd siarad, defnyddiwch Relay UK: 18001 111.

crisis-bsl-111-label = 111 yn Iaith Arwyddion Prydain
crisis-bsl-111-plain = Defnyddiwch Iaith Arwyddion Prydain i ffonio 111 gyda SignVideo.

crisis-bsl-999-label = 999 yn Iaith Arwyddion Prydain
crisis-bsl-999-plain = Defnyddiwch Iaith Arwyddion Prydain i ffonio 999 gyda’r ap 999 BSL.

crisis-text-999-label = Tecstio 999
crisis-text-999-plain = Gallwch decstio 999 dim ond os ydych wedi cofrestru o’r blaen. Os nad ydych, gofynnwch i rywun ffonio drosoch. I gofrestru, tecstiwch ‘register’ i 999.

crisis-papyrus-label = Ffonio HOPELINE247
crisis-papyrus-plain = Os ydych yn 35 oed neu’n iau, gallwch ffonio Papyrus ar 0800 068 4141.

crisis-childline-label = Ffonio Childline
crisis-childline-plain = Os ydych o dan 19 oed, ffoniwch 0800 1111.

crisis-domestic-abuse-label = Ffonio’r llinell gymorth genedlaethol cam-drin domestig
crisis-domestic-abuse-plain = Os yw rhywun gartref yn eich brifo neu’n codi ofn arnoch, ffoniwch 0808 2000 247. Mae am ddim, ddydd a nos.
