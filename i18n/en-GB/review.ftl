### The review: the next look at the plan together. The app never makes up a date.

review-title = Your review
review-booked-label = Your review meeting
# "Thursday 10 September, 2pm to 3pm"
review-from-to = { $moment } to { $time }
review-where = Where
review-who = Who will be there
review-who-you = You
review-who-bring = You can bring someone you trust.
review-due-heading = Due by { $date }
review-due-text = No meeting is booked yet. Your team should book one with you before then.
review-passed-heading = It was planned for { $date }
review-passed-text = We do not have a new date. You can ask for one now.
review-none-heading = We do not have a date yet
review-none-text = Your team can tell you more.
review-today = This is today.
review-ask = Ask { $name } about it
review-ask-team = Ask your team about it
review-talk = What you talk about
review-talk-goals = Your goals, and what has helped
review-talk-plan = Your plan, and what you would like to change
review-talk-group = If your group still fits you
review-talk-next = When you meet next
review-bring = What to bring
review-bring-questions = Your questions. You can write them down before.
review-bring-medicine = A list of your medicines, if you take any
review-bring-good = Something that went well
review-stay = Most people stay on the same plan after a review.
review-sooner-heading = Do you want to meet sooner?
review-sooner = You can ask for that. Tell your team that things have changed.
review-forms = Questions to answer before you meet

## What the person wants to talk about.
review-own = What I want to talk about
review-own-text = You can choose up to 3 things, and write your own notes. Your team sees them only if you send them.
review-own-begin = Choose what to talk about
review-own-here = Only on this phone. Your team has not seen it.
review-own-send = Look over it and send it
review-own-change = Change it
review-own-more = Write something new

## Calendar, the page for the meeting, what has changed.
calendar-title = Appointment
summary-title = For my meeting
summary-file = for-my-meeting
summary-made = { $name }, { $date }
summary-when = When and where
summary-with = With { $names }
summary-own-none = Nothing is written down yet.
summary-began = Where I began: { $step }
summary-here = Where I am now: { $step }
summary-due = By { $date }
summary-aim = What would be good enough: { $step }
since-heading = What has changed since { $date }
since-nothing = Nothing new is written down. You can say what has changed when you meet.
since-goal = A new goal: { $goal }
since-moved = { $goal }: from “{ $from }” to “{ $to }”
since-now = { $goal }: now at “{ $to }”
since-rated = { $goal }: you are at another step
since-began = Began: { $what }
since-answered = { $count ->
    [one] You answered one form
   *[other] You answered { $count } forms
}
review-calendar = Add to my calendar
review-calendar-place = Put the place in too
review-calendar-saved = It is saved as { $file }. Open it to put it in your calendar. The title says nothing about your care.
review-calendar-failed = We could not make the file. Your phone may be full.
review-print = Make a page to print or share
review-print-text = Your own words and goals, on paper. Keep it safe: anyone who has it can read it.
review-print-saved = It is saved as { $file }.
review-print-boxes = Some signs, such as small pictures, cannot be printed. A mark stands in their place.
review-print-failed = We could not make the page. Your phone may be full.
review-print-making = Making the page…
