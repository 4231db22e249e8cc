### Goals. The words of a goal and its steps are the person's own. No numbers on any step.

goals-title = Goals
goals-lead = What you want from life, in your own words.
goals-active = What you work on now
goals-proposed = Waiting to talk about
goals-on-hold = Paused
goals-ended = Finished or let go
goals-none-heading = No goals here yet
goals-none-text = A goal can be small. Think of one thing you would like to do more of. Then tell your team about it.
goals-page-title = A goal
goals-stage-proposed = You have not talked about this with your team yet
goals-stage-on-hold = Paused for now
goals-stage-finished = Finished
goals-stage-dropped = You let this one go
goals-due = To look at again by { $date }

## The ladder: five steps that climb.
goals-ladder = Your steps, the highest first
goals-began-here = I began here
goals-here = I am here
goals-aim-here = I aim here
goals-began-and-here = I began here, and I am here
goals-here-and-aim = I am here, where I aimed
# For a step with no words.
goals-step-no-words = This step has no words yet
goals-no-steps = You have not written steps for this goal yet. You can do it with your team.
goals-no-place = You have not said where you are yet.

## The same in a sentence.
goals-said-same = You are where you began. That is all right. Some things take time.
goals-said-moved = You began at “{ $began }”. You are now at “{ $here }”.
goals-said-reached = You are where you aimed to be.
goals-said-past = You went further than you aimed.

goals-history = How it went
goals-history-none = Nobody has noted where you are since you began.
goals-by-me = You said
goals-by-carer = Someone who supports you said
goals-by-worker = Your team said
goals-helps = What helps with this
