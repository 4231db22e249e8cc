### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

help-title = Help nawr
help-lead = Does dim rhaid i chi aros. Gallwch ffonio drosoch eich hun neu dros rywun arall.
help-open-until = Ar agor nawr, tan { $time }
help-open-always = Ar agor ddydd a nos
help-closed-until = Ar gau nawr. Yn agor { $when }
help-closed = Ar gau nawr. Os na allwch aros, ffoniwch 111.
help-hours-unknown = Os nad ydynt yn ateb, ffoniwch 111.
help-other = Ffyrdd eraill o gael help
help-old-numbers = Nid yw eich ymddiriedolaeth wedi gwirio ei rhifau yn ddiweddar. Daw’r rhifau cenedlaethol yn gyntaf.
help-ask-call = Ffonio { $number }?
help-call-now = Ie, ffonio nawr
help-text-now = Ie, ysgrifennu neges destun
help-open-page = Agor y dudalen
help-not-sent = Does neb yn cael gwybod eich bod wedi agor y dudalen hon.
help-someone-else-heading = Yn poeni am rywun?
help-someone-else = Arhoswch gyda nhw os gallwch. Ffoniwch 999 os yw eu bywyd mewn perygl. Gallwch ffonio 111 drostynt hefyd.
