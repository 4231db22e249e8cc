### My care: the group, the pathway, what is done, the choices.

care-title = My care
care-why-link = Why am I in this group?
care-no-group-heading = Your plan
care-no-group-text = Your team is still working this out with you.

care-pathway = Your pathway
care-together = What we do together
care-with = with { $names }
care-choice-heading = You have a choice
care-choice-text = There is more than one way to help with this. You can read about each one, and then say what you think.
# Two options: "Sleep group or Walking group"
care-choice-between = { $first } or { $second }
care-choice-options = { $count ->
    [one] { $count } way to read about
   *[other] { $count } ways to read about
}
care-empty = Your team can tell you more about what you do together.

care-domain-mental-health = Thoughts and feelings
care-domain-physical-health = Looking after your body
care-domain-meaningful-activity = Things that matter to you
care-domain-staying-safe = Staying safe
care-domain-carers = The people who support you
care-domain-rights = Your rights and choices
care-domain-other = More help

## The official name, opened only if the person asks.
care-official-summary = What does my team call this?
care-official-line = This is a name staff use to plan care. It does not describe you as a person.
care-differ-summary = I see this differently
care-differ-text = You know your life best. If this does not fit, tell { $name }. You can look at it together and change the plan.
care-differ-nobody = You know your life best. If this does not fit, tell your team. You can look at it together and change the plan.
care-worker = Your { $role }
care-team-link = Everyone who helps you
care-review-link = Your next review

## The timeline.
care-event-initial-assessment = First meeting
care-event-planned-review = Review meeting
care-event-unplanned-review = Extra review
care-event-admission = A stay in hospital
care-event-transfer = Moved to another team
care-event-discharge = Care with this service ended
care-event-care-began = Your care began
care-event-plan-made = Your plan was made
care-event-meeting = A meeting
care-event-care-now = You are here: care and support
care-event-review-ahead = Your review
# "22 March, with Sam Okafor"
care-stop-day-with = { $date }, with { $name }
care-stop-with = with { $name }
care-stop-due = by { $date }
# Read by screen readers before each stop.
care-tense-done = Done:
care-tense-here = Now:
care-tense-ahead = To come:

## One piece of the plan.
care-piece-title = Part of my plan
care-piece-what = What happens
care-piece-why = Why
care-piece-who = Who
care-piece-when = When
care-piece-starts = From { $date }
care-piece-where = Where
care-piece-goal = It helps with
care-piece-ask = If you are not sure about this, ask { $name }. You can say no, or ask for something else.
care-piece-ask-nobody = If you are not sure about this, ask your team. You can say no, or ask for something else.

## A choice.
care-choice-title = A choice
care-choice-how = How to choose
care-choice-tell = Read about each one. Then tell { $name } what you would like. You can ask for help to choose, or say none of them.
care-choice-tell-nobody = Read about each one. Then tell your team what you would like. You can ask for help to choose, or say none of them.

## Why am I in this group?
care-why-title = About groups
care-why-heading = Why am I in this group?
care-why-first = After your first meetings, your team looks at what could help you most.
care-why-second = People who need the same kind of help get the same kind of plan. That is all a group is. It does not say who you are.
care-why-how-heading = How it is chosen
care-why-how = A trained worker talks with you about your life, your health and your safety. They note what they find. Then they choose the group that fits best.
care-why-you = You can ask what they noted. You can say if you see it differently.
care-why-three-heading = The 3 kinds of group
care-why-non-psychotic = Problems such as low mood, worry, strong feelings or eating problems
care-why-psychotic = Hearing voices, or a mood that is very high or very low
care-why-organic = Changes in memory or thinking
care-why-variance = Some people have a plan made just for them, outside these groups.
care-why-change-heading = Can it change?
care-why-change = Yes. You look at it together at each review. Most people stay on the same plan.
care-why-doubt-heading = If it does not feel right
care-choice-say = Say what I would like
care-differ-write = Write how I see it
