### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

team-title = Pwy sy’n eich helpu
team-named-label = Eich { $role }
team-named-what = Maent yn cynllunio eich gofal gyda chi. Gofynnwch unrhyw beth iddynt, mawr neu fach.
team-left = Mae { $name } wedi symud ymlaen. Nid oes gennym enw newydd i chi eto.
team-left-more = Mae gennych dîm o hyd. Ffoniwch nhw, a gofynnwch pwy sy’n eich helpu nawr.
team-nobody = Nid oes gennym enw un person sy’n arwain eich gofal.
team-nobody-more = Gofynnwch i’ch tîm pwy yw hwnnw.
team-others = Eraill yn eich tîm
team-partners = Eraill sy’n helpu
team-partner-trust = Eich ymddiriedolaeth GIG
team-partner-partner = Grŵp lleol neu elusen
team-partner-council = Eich cyngor
team-phone-heading = Rhif eich tîm
team-phone-none = Nid oes gennym rif iddynt yma.
team-urgent = Os oes angen help arnoch nawr, peidiwch ag aros am eich tîm. Defnyddiwch Help nawr.
team-more = Gall eich tîm ddweud pwy arall all helpu.
team-role-default = gweithiwr allweddol
team-role-key-worker = gweithiwr allweddol
team-role-care-coordinator = cydlynydd gofal
team-role-named-worker = gweithiwr a enwir
