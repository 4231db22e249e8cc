### Goals. The words of a goal and its steps are the person's own. No numbers on any step.

goals-title = Goals
goals-lead = What you want from life, in your own words.
goals-active = What you work on now
goals-proposed = Waiting to talk about
goals-on-hold = Paused
goals-ended = Finished or ended
goals-none-heading = No goals here yet
goals-none-text = A goal can be small. Think of one thing you would like to do more of. You can write it here.
goals-card-here = Now:
goals-waiting = Waiting to be sent
goals-waiting-why = See why it waits
goals-begun = Begun and not sent
goals-begun-untitled = A goal you began to write
goals-begun-more = You last wrote on it { $when }. Carry on.
goals-page-title = A goal
goals-stage-on-hold = Paused for now
goals-stage-finished = Finished
goals-stage-dropped = This goal has ended

## The ladder: five steps that climb.
goals-ladder = Your steps, the highest first
goals-began-here = I began here
goals-here = I am here
goals-aim-here = I aim here
goals-began-and-here = I began here, and I am here
goals-here-and-aim = I am here, where I aimed
goals-began-and-aim = I began here, and I aim here
goals-steps-heading = Your steps
# For a step with no words of the person’s own.
goals-step-much-less = Further away from it
goals-step-less = On the way
goals-step-expected = Good enough
goals-step-more = A little more than good enough
goals-step-much-more = A lot more than good enough
goals-no-steps = This goal has no steps yet. You can write them with your team.
goals-no-place = You have not said where you are yet.

## The same in a sentence.
goals-said-same = You are where you began. That is all right. Some things take time.
goals-said-moved = You began at “{ $began }”. You are now at “{ $here }”.
goals-said-reached = You are where you aimed to be.
goals-said-past = You went further than you aimed.
goals-said-on-the-way = You are on the way.

## Saying where I am.
goals-rate-heading = Where are you now?
goals-rate-how = Tap the step that fits best today. Then save it.
goals-rate-save = Save
goals-rate-back = Not now
goals-rate-note = Say more about it
goals-rate-note-label = What do you want to say about it?
goals-rate-kept = Kept on this phone
goals-rate-not-yet = When your team has this goal, you can say here how it goes.
goals-rate-not-granted = Your trust does not let this app send how it goes. You can tell your team when you meet.
goals-rated = Thank you. This is saved.
goals-rated-half = This stays on your phone. Your team’s system has no place for “partly”, and may get only the number that staff use. You can tell your team when you meet.
goals-only-here = Only on this phone
goals-met-heading = Did you get there?
goals-met-yes = Yes
goals-met-little-more = Yes, and a little more
goals-met-lot-more = Yes, and a lot more
goals-met-partly = Partly
goals-met-same = Not yet. It is the same as at the start
goals-met-worse = Not yet. It has been harder than at the start
goals-met-instead = I would rather say it in words
goals-ten-instead = I would rather give a number
goals-ten-heading = How far are you, from 0 to 10?
goals-ten-lower = not started
goals-ten-upper = all the way
goals-ten-said = { $number } out of 10

## What was agreed, and who sees it how.
goals-against = What we hoped for, and where you are
goals-against-agreed = What we agreed is good enough
goals-against-mine = What is good enough for you
goals-against-when = By when
goals-against-me = Where you see yourself
goals-against-worker = Where your team sees you
goals-against-carer = Where someone who supports you sees you
goals-due-passed = This day has gone by. That is all right. You can choose a new one together.
goals-why = Why it matters to you
goals-strengths = What is strong in you, and who helps
goals-remarks = More about it
goals-unplaced = These steps have no place on the ladder. Your team can tell you more.

goals-history = How it went
goals-history-none = Nobody has noted where you are since you began.
goals-by-me = You said
goals-by-carer = Someone who supports you said
goals-by-worker = Your team said
goals-history-earlier = Show what came before
goals-history-aside = Some notes on this goal have no clear day or step, so they are not shown. Your team can tell you more.
goals-helps = What helps with this

## The number, only when asked for.
goals-number-summary = Show the number that staff use
goals-number-what = Staff add up all your goals into one number. When it is 50, things went as you agreed. It says nothing about you as a person.
goals-number-none = There is no number yet. It needs to know where you are with each goal that you work on now.
goals-number-start = At the start
goals-number-now = Now
goals-number-change = The change
goals-number-team = Now, as your team sees it
goals-number-you = You know best how it is going. Your words count more than a number.

## What comes next.
goals-next = What comes next
goals-next-your-team = your team
goals-next-team = See your team
goals-next-review = See your next review
goals-next-proposed = You and { $name } can talk about this goal when you meet, and agree it together.
goals-next-on-the-way = Some goals take time. You and { $name } can look for a small next step together.
goals-next-reached = You and { $name } can talk about what you want to do next.
goals-next-on-hold = When you want to go on with it, tell { $name }.
goals-next-ended = If you want to begin it again, tell { $name }.

## Writing a goal.
goals-new-title = Write a goal
goals-new-lead = A goal is something you want, in your own words. There are no wrong ones.
goals-new-one = You say what you want, and where you are now.
goals-new-two = You say what would be good enough, and by when.
goals-new-three = You can stop at any time. What you write is kept on this phone.
goals-new-who = It goes to your team when you send it. Then you talk about it and agree it together.
goals-new-begin = Begin
goals-new-another = Begin another goal
goals-new-not-granted = Your trust does not let this app send goals. You can tell your team about a goal when you meet.
goals-enough-heading = You have three goals already
goals-enough = Three is enough for now. It can help to finish one, or let one go, before a new one. You can write another if you want to.
goals-check-lead = This is your goal. It goes to your team when you send it.
goals-done-heading = Your goal is saved
goals-history-more-text = There is more from before.
goals-history-more = Show all of it
goals-history-failed = We could not open it. Nothing is lost. Please try again.
