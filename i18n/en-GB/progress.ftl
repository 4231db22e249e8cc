### How I am doing. A difference has a name only where it is sure. No numbers outside the table, no names
### of bands, nothing that promises.

progress-title = How I am doing
progress-row-more = Your answers over time
progress-lead = This is what you said over time. You know best how you are.
progress-answers = What you answered
progress-goals = Your goals
progress-none-heading = Nothing to show yet
progress-none-text = When you have answered the same questions a few times, you can look back at them here.

## What is followed.
progress-of-mood = Your mood
progress-of-worry = Worry
progress-of-feeling-well = How well you feel
progress-of-well-being = Your well-being
progress-of-core = How you have been
progress-of-quality = How good life is
progress-of-recovery = Your recovery
progress-of-daily-life = Day-to-day life
progress-of-other = Your answers
progress-of-goal = A goal
progress-of-goal-at = Goal { $place } on your goals form

## The sentence. $when is "in March" or "on 3 May", $since is "Since March" or "Since 3 May".
progress-easier = Easier than { $when }.
progress-harder = Harder than { $when }.
progress-close = { $since }: too close to tell. You know best.
progress-both-close = { $since }: too close to tell. { $last }: the same. You know best.
progress-no-yardstick = { $since }: nobody can say how much of a change is chance. You know best.
progress-changed = The questions are not the same as { $when }. We cannot compare the two.
progress-new-once = You have answered the new questions once.
progress-last-easier = { $since }: easier.
progress-last-harder = { $since }: harder.
progress-once = You answered this once, { $when }. After the next time we may know more.
progress-none-yet = There is no answer here that we can show.

## The same of a goal.
progress-goal-once = You noted where you are once, { $when }.
progress-goal-closer = Closer to your goal than { $when }.
progress-goal-further = Further from your goal than { $when }.
progress-last-closer = { $since }: closer.
progress-last-further = { $since }: further away.
progress-steps-moved = You were at “{ $began }” { $when }. Now you are at “{ $here }”.
progress-steps-same = You are on the same step as { $when }.
progress-steps-other = You are on another step than { $when }.
progress-steps-last-same = Last time you were on this step too.
progress-steps-last-other = Last time you were at “{ $step }”.

## What could not be shown.
progress-aside-undated = { $count ->
    [one] One answer has no day. It is not in the picture.
   *[other] { $count } answers have no day. They are not in the picture.
}
progress-aside-ahead = { $count ->
    [one] One answer has a day that is still to come. It is not in the picture.
   *[other] { $count } answers have a day that is still to come. They are not in the picture.
}
progress-aside-unclear = { $count ->
    [one] One answer could not be read. It is not in the picture.
   *[other] { $count } answers could not be read. They are not in the picture.
}

## The picture.
progress-end-easier = Easier
progress-end-harder = Harder
progress-end-closer = Closer to your goal
progress-end-further = Further away
# Read aloud in place of the line.
progress-picture = A line over time, from { $from } to today. Up means: { $easy }. { $said }
progress-meanwhile = What you worked on in this time
progress-goal-began = You began { $when }.
progress-goal-reached = You were where you aimed to be { $when }.

## The same as a table.
progress-table = Show as a table
progress-form-name = Your team calls this form { $name }.
progress-table-caption-down = Your answers as numbers, the newest first. A lower number means easier. It can be from { $least } to { $most }.
progress-table-caption-up = Your answers as numbers, the newest first. A higher number means easier. It can be from { $least } to { $most }.
progress-table-caption-goal = How close you felt to your goal, the newest first. It can be from { $least } to { $most }. A higher number is closer.
progress-table-caption-steps = Where you said you are, the newest first.
progress-table-day = Day
progress-table-number = Number
progress-table-step = Your step
progress-table-changed = Here the questions changed.
progress-table-older = Show earlier answers
progress-table-all = All your answers are in the table now.
progress-table-not-read = The earlier answers could not be opened. Please try again.

## What is not on the record yet.
progress-way = A newer answer is on its way to your team. You can see it in the table.
progress-way-waiting = waits to be sent
progress-way-sent = sent

## What follows.
progress-next = What you can do now
progress-talk = You can talk about this with { $name }.
progress-talk-nobody = You can talk about this with your team.
progress-talk-harder = Talk to { $name } about what could help.
progress-talk-harder-nobody = Talk to your team about what could help.
progress-to-review = Take it to your review
progress-to-plan = My staying-safe plan
progress-to-help = If it is too hard just now
progress-to-goal = See this goal and its steps

## What workers noted. Words and never numbers; compared with the person's own past and nothing else.
progress-noted = What your team noted
progress-noted-text = Your own view counts just as much.
progress-noted-you = You said
progress-noted-by = { $name } said
progress-noted-by-worker = Your worker said
progress-noted-none = Not a problem now
progress-noted-small = A small problem
progress-noted-clear = A clear problem, but mild
progress-noted-hard = A hard problem
progress-noted-very-hard = A very hard problem
progress-turn-same = The same as { $when }.
progress-turn-easier = Easier than { $when }.
progress-turn-bit-harder = A bit harder than { $when }. Talk to { $name } about what could help.
progress-turn-bit-harder-nobody = A bit harder than { $when }. Talk to your team about what could help.
progress-turn-harder = Harder than { $when }. Talk to { $name } about what could help.
progress-turn-harder-nobody = Harder than { $when }. Talk to your team about what could help.
progress-differ = I see it differently
progress-differ-text = You know your life best. Tell { $name } how you see it.
progress-differ-nobody = You know your life best. Tell your team how you see it.
progress-topic-mood = Low mood
progress-topic-mind = Other problems with mind or feelings
progress-topic-people = Getting on with people
progress-topic-tasks = Day-to-day tasks
progress-topic-work = Work, study and things to do
progress-topic-home = Where you live
progress-topic-body = Physical health
progress-topic-thinking = Memory and thinking
progress-topic-unrest = Very active or upset behaviour
