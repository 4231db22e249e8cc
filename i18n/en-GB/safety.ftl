### Staying safe: the person's own plan, the card to show, a bad day, and a page that broke.

## Where the plan is.
plan-own = My own plan
plan-sent-at = Your team has this plan. Your trust got it { $when }.
plan-sent-more = It stays with your team. You can change it here and send it again.
plan-sent-changed = Your team has an earlier plan, from { $when }. Your changes are on this phone only.
plan-sent-earlier = Your team has an earlier plan, from { $when }.
plan-sent-some-time = You have sent this plan to your team before.
plan-changed-tag = Changed here
plan-said-at = You sent this { $when }
plan-elsewhere = You sent a plan to your team { $when }. It is not on this phone now.
plan-elsewhere-take = Bring it to this phone
plan-elsewhere-failed = We could not bring it here. Ask your team for a copy.

## Sending it.
plan-send = Send it to my team
plan-send-changes = Send my changes to my team
plan-send-again = Send it again
plan-send-again-more = It did not get there. You can change it, and send it again.
plan-send-title = Send my plan to my team
plan-send-lead = All of this goes to your team. It goes only if you say so.
plan-send-lead-again = This takes the place of the plan you sent before. Your team can still see the earlier one.
plan-send-who = Your team can read it and keeps it. You cannot take it back. You can change it and send it again.
plan-send-watch = Nobody reads it at once. If you need help now, use Help now.
plan-send-yes = Yes, send it
plan-send-no = No, keep it here
plan-send-empty = Nothing is written in your plan yet.
plan-send-on-its-way = The plan you sent before is still on its way. You can send this one when it has got there.
plan-send-not-ours = We cannot find the plan you sent before. Please give your team this one when you meet.
plan-send-not-granted = Your trust does not let this app send your plan. You can show it to your team when you meet.

## The parts of it.
plan-part-signs = Signs that it gets hard for me
plan-part-helps = What helps me
plan-part-not = What does not help me
plan-part-people = People I can turn to
plan-part-places = Places where I feel better
plan-part-workers = Workers and services that I can call
plan-part-know = What I want others to know

## The team's plan, beside it.
plan-team = What your team wrote for hard times

## At hand when it is needed.
plan-at-hand = When you need it
plan-before-one = An earlier plan
plan-locked = Your plan is locked. Unlock the app to see it.
plan-unlock = Unlock
plan-copy-of = This is your plan from { $when }.
plan-unlocked = Open it without unlocking
plan-unlocked-off = Your plan opens only when you unlock the app.
plan-unlocked-on = Your plan opens under Help now without a passcode. Anyone who holds your phone can read it.
plan-unlocked-no-passcode = This app has no passcode now, so all of it opens. This counts when you add one.
plan-unlocked-turn-on = Open it without unlocking
plan-unlocked-turn-off = Lock it again
plan-unlocked-now-on = Done. You can find it under Help now.
plan-unlocked-now-off = Done. The copy is gone.
plan-unlocked-failed = We could not do this. Your phone may be full.

## The card to turn the phone round and show.
help-card = A card to show
help-card-more = Turn your phone round and let someone read it
help-card-title = A card to show
help-card-heading = Please read this
help-card-first = It is hard for me to speak now. Please stay with me.
help-card-team = You can call my team
help-card-last = If my life is at risk, please call 999.
help-card-write = Write in your plan what helps you. Then it stands here.
help-card-locked = What helps you is in your plan. It is locked.
help-without-a-call = By text, relay or sign language

## A page that broke.
frame-broken-title = Something went wrong
frame-broken-heading = This page did not open
frame-broken-text = That is our fault, not yours. What you wrote is still on this phone.
frame-broken-again = That is our fault, not yours. Close the app and open it again. What you wrote is still here.

## A bad day.
quiet-title = A bad day
quiet-lead = You can make it quiet here. You see help, your next meeting and your plan. Nothing asks you to do anything.
quiet-kept = Nothing is lost. All there is to do waits under To do. Your team is not told.
quiet-off = It is not quiet now.
quiet-for = Make it quiet
quiet-for-a-day = Until tomorrow night
quiet-for-three-days = For 3 days
quiet-for-a-week = For 7 days
quiet-by-itself = It ends by itself. You can end it sooner with one tap.
quiet-begin = I am having a bad day
quiet-begin-more = The first page then shows only help, your next meeting and your plan.
quiet-end = Show me everything again
quiet-more = More about quiet days
quiet-failed = We could not keep this. Your phone may be full.
quiet-until = It is quiet here until the end of { $date }. It ends by itself.
quiet-until-tonight = It is quiet here until the end of today. It ends by itself.
quiet-in-hospital = It is quiet here while you are in hospital.
quiet-hard-time = It is quiet here for now.
quiet-nothing = Nothing here asks you to do anything.
quiet-todo = What there is to do
quiet-todo-more = It waits here until you want it
quiet-todo-lead = It is quiet for now. Nothing here has to be done today.
