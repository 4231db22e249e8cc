### Sharing: what the person lets others see. Plain, quiet, and undone in two taps.

sharing-title = Sharing
sharing-more = What people who support you can see
sharing-lead = You choose what each person sees, and until when. You can change it at any time.
sharing-nobody = There is nobody in your circle yet. So nobody sees anything here.
sharing-nobody-more = Your circle is the people your team has added. Your family is not in it unless you want that.
sharing-no-name = Someone who supports you
sharing-not-granted = Your trust does not let this app change what you share. Ask your team to do it.
sharing-sees-nothing = They see nothing.
sharing-sees = They see: { $things }.
sharing-kind-goals = { $count ->
    [one] { $count } goal
   *[other] { $count } goals
}
sharing-kind-pieces = { $count ->
    [one] { $count } kind of help you get
   *[other] { $count } kinds of help you get
}
sharing-kind-reviews = your next review
sharing-kind-team = who helps you
sharing-kind-plan = your staying-safe plan
sharing-until = Until { $date }
sharing-until-between = The first ends on { $first }. The last ends on { $last }.
sharing-begin = Choose what to share
sharing-begin-for = Choose what { $name } sees
sharing-change = Change what they see
sharing-change-for = Change what { $name } sees
sharing-stop = Stop sharing
sharing-stop-for = Stop sharing with { $name }

## How far the last word is.
sharing-waiting = Waiting for signal
sharing-more-waits = This starts as soon as there is signal. Until then they do not see what is new.
sharing-less-waits = What you took away ends as soon as there is signal. Until then they may still see it.
sharing-stop-waits = This stops as soon as there is signal. Until then they may still see it.
sharing-changed = Needs you
sharing-changed-more = Someone else changed what they see, perhaps you on another phone. What you took away is gone. Nothing new is shared yet.
sharing-changed-mine = Share it as I chose here
sharing-changed-theirs = Leave it as it is now
sharing-not-taken = Needs you
sharing-not-taken-more = Your trust could not take this. They may still see what they saw before. Call your team.
sharing-try-again = Try again
sharing-not-understood = Your team has shared something here that this app cannot show. Ask them.
sharing-not-saved = We could not keep this. Your phone may be full. Please try again.
sharing-not-there = Some of this cannot be shared any more. Go back and look at it again.

## One person.
sharing-they-see = What they see
sharing-asked = They are asked how it goes, too.
sharing-take-away = Take this away
sharing-take-away-what = Take this away: { $thing }
sharing-take-away-keep = Keep it
sharing-take-away-keep-what = Keep it: { $thing }
sharing-take-away-yes = Yes, take it away
sharing-take-away-yes-what = Yes, take it away: { $thing }
sharing-never-told = They are never told why you changed or stopped something.
sharing-ended = No longer shared
sharing-ended-on = Ended on { $date }
sharing-gone-goal = A goal that is not here any more
sharing-gone-piece = Some help that is not here any more
sharing-item-review = The date of my next review
sharing-item-team = Who helps me, and how to reach them
sharing-item-plan = My staying-safe plan
sharing-history = What you shared, and when
sharing-history-here = This list holds what you said on this phone. It has no names of goals in it.
sharing-history-said = You chose this { $when }: { $things }. Until { $date } at most.
sharing-history-stopped = You stopped sharing { $when }.
sharing-history-elsewhere = It was set up or changed { $when }, but not on this phone.

## Choosing.
sharing-what = What may { $name } see?
sharing-what-lead = Tick what you want them to see. Nothing is shared until you have looked at it and said yes.
sharing-goals = Goals
sharing-goals-words = A goal goes out in your own words, with its steps, how far you are and the notes on that. Why it matters to you stays out. Even so, this may tell more than you want.
sharing-ask-them = Ask them how it goes, too?
sharing-ask-them-more = They can say how far they think you are. It stands apart from what you say.
sharing-ask-goal = Ask about: { $goal }
sharing-rest = Meetings and people
sharing-pieces = Help that I get
sharing-pieces-words = They see these plain names only. They do not see why you get it.
sharing-pieces-none = None of your help can be shared one by one yet.
sharing-nameless = { $count ->
    [one] { $count } kind of help cannot be shared
   *[other] { $count } kinds of help cannot be shared
}
sharing-nameless-why = Its name may give too much away. Ask your team to give it a plain name. Then you can share it.
sharing-plan-sent = The plan I sent to my team
sharing-plan-not-sent = Your plan is only on this phone. Send it to your team first. Then you can share it.
sharing-until-when = Until when?
sharing-month-usual = 6 months, until { $date }
sharing-month-as-is = As it is now, until { $date }
sharing-month-1 = 1 month from today, until { $date }
sharing-month-3 = 3 months from today, until { $date }
sharing-month-6 = 6 months from today, until { $date }
sharing-month-12 = 12 months from today, until { $date }
sharing-look = See it as they see it

## Looking at it before it is said.
sharing-as-they-see = As they see it
sharing-as-they-see-lead = This is what { $name } will see. Nothing else.
sharing-passcode-why = We ask again, so that only you can share more.
sharing-no-passcode = You have no passcode. Anyone who holds your phone could share more in your place.
sharing-no-passcode-set = Choose a passcode first
sharing-yes = Yes, share this
sharing-yes-less = Yes, change it
sharing-back = Go back and change it

## Stopping.
sharing-stop-heading = Stop sharing with { $name }?
sharing-stop-all = They will see nothing of yours here any more.
sharing-stop-copies = It is gone from their phone when it next connects. Until then a copy may still be there.
sharing-stop-yes = Stop sharing
sharing-stop-no = Leave it as it is

## Asking the team to add somebody.
sharing-invite = Add someone
sharing-invite-what = Only your team can add someone to your circle. You can ask them to. Being in it shares nothing.
sharing-invite-begin = Ask my team to add someone
sharing-invite-call = Your trust does not take messages in this app. Call your team, and ask them to add someone.

## Leaving in a hurry.
sharing-leave = Hide this page
sharing-leave-more = Shows the date and nothing else. It locks the app if you have a passcode.
sharing-left-title = Today’s date
sharing-left-open = Open
