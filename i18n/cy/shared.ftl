### Beth mae gofalwr yn ei weld am berson. Mae’n siarad â’r gofalwr; mae’r person yn ei weld hefyd, cyn rhannu.

shared-nothing = Does dim yn cael ei rannu â chi yma.
shared-nothing-help = Gallwch gael help o hyd.
shared-goals = Beth mae { $name } yn gweithio arno
shared-ladder = Y camau, yr uchaf yn gyntaf
shared-began-here = Dechrau yma
shared-here = Yma nawr
shared-aim-here = Anelu at hwn
shared-began-and-here = Dechrau yma, ac yma nawr
shared-here-and-aim = Yma nawr, wrth y nod
shared-began-and-aim = Dechrau yma, ac anelu at hwn
shared-by-person = Dywedodd { $name }
shared-by-worker = Dywedodd y tîm
shared-by-carer = Dywedodd rhywun sy’n cefnogi { $name }
shared-notes = Nodiadau amdano
shared-review = Y cyfarfod adolygu nesaf
shared-review-none = Does dim cyfarfod wedi’i drefnu eto.
shared-review-with = Gyda { $names }
shared-pieces = Help mae { $name } yn ei gael
shared-team = Pwy sy’n helpu { $name }
shared-plan = Sut mae { $name } yn cadw’n ddiogel
shared-plan-now = Os yw { $name } mewn perygl nawr, ffoniwch 999.
shared-until = Wedi’i rannu tan { $date }
shared-not-understood = Mae rhywbeth arall yma na all yr ap hwn ei ddangos. Gall y tîm ddweud mwy wrthych.
