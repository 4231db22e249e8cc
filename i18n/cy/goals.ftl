### Welsh. Not yet checked by a native speaker: the English stands beside words on safety.

goals-title = Nodau
goals-lead = Beth ydych chi eisiau o fywyd, yn eich geiriau eich hun.
goals-active = Yr hyn rydych yn gweithio arno nawr
goals-proposed = Yn aros i siarad amdano
goals-on-hold = Wedi oedi
goals-ended = Wedi gorffen neu wedi gadael i fynd
goals-none-heading = Dim nodau yma eto
goals-none-text = Gall nod fod yn fach. Meddyliwch am un peth yr hoffech ei wneud yn amlach. Yna dywedwch wrth eich tîm amdano.
goals-page-title = Nod
goals-stage-proposed = Nid ydych wedi siarad am hyn gyda’ch tîm eto
goals-stage-on-hold = Wedi oedi am y tro
goals-stage-finished = Wedi gorffen
goals-stage-dropped = Rydych wedi gadael i hwn fynd
goals-due = I edrych arno eto erbyn { $date }

goals-ladder = Eich camau, yr uchaf yn gyntaf
goals-began-here = Dechreuais yma
goals-here = Rwyf yma
goals-aim-here = Rwy’n anelu yma
goals-began-and-here = Dechreuais yma, ac rwyf yma
goals-here-and-aim = Rwyf yma, lle’r oeddwn yn anelu
goals-step-no-words = Does dim geiriau i’r cam hwn eto
goals-no-steps = Nid ydych wedi ysgrifennu camau i’r nod hwn eto. Gallwch wneud hynny gyda’ch tîm.
goals-no-place = Nid ydych wedi dweud ble rydych chi eto.

goals-said-same = Rydych lle dechreuoch. Mae hynny’n iawn. Mae rhai pethau’n cymryd amser.
goals-said-moved = Dechreuoch yn “{ $began }”. Rydych nawr yn “{ $here }”.
goals-said-reached = Rydych lle’r oeddech yn anelu.
goals-said-past = Aethoch ymhellach nag yr oeddech yn anelu.

goals-history = Sut aeth hi
goals-history-none = Does neb wedi nodi ble rydych chi ers i chi ddechrau.
goals-by-me = Dywedoch chi
goals-by-carer = Dywedodd rhywun sy’n eich cefnogi
goals-by-worker = Dywedodd eich tîm
goals-helps = Beth sy’n helpu gyda hyn
