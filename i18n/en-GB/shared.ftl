### What a carer sees of a person. It speaks to the carer; the person sees it too, before they share it.

shared-nothing = Nothing is shared with you here.
shared-nothing-help = You can still get help.
shared-goals = What { $name } is working on
shared-ladder = The steps, the highest first
shared-began-here = Began here
shared-here = Is here now
shared-aim-here = Aims here
shared-began-and-here = Began here, and is here now
shared-here-and-aim = Is here now, at the aim
shared-began-and-aim = Began here, and aims here
shared-by-person = { $name } said
shared-by-worker = Their team said
shared-by-carer = Someone who supports { $name } said
shared-notes = Notes on it
shared-review = The next review meeting
shared-review-none = No meeting is booked yet.
shared-review-with = With { $names }
shared-pieces = Help that { $name } gets
shared-team = Who helps { $name }
shared-plan = How { $name } stays safe
shared-plan-now = If { $name } is in danger now, call 999.
shared-until = Shared until { $date }
shared-not-understood = There is something else here that this app cannot show. The team can tell you more.
