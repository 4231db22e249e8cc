### Filling in a form. The questions are the form's own words and are not here.

form-title = Questions
form-start-why-heading = Why we ask
form-start-why = Your answers help you and your team see how things are. You can talk about them when you meet.
form-start-why-asked = { $name } asked for this. Your answers help you see together how things are.
form-start-long-heading = How long it takes
form-start-long-unknown = You can stop at any time. Your answers are kept.
form-start-long = { $length }. You can stop at any time. Your answers are kept.
form-start-who-heading = Who sees it
form-start-who = Your team. This app shows it to nobody else, unless you choose to share it.
form-start-watch-heading = Nobody watches your answers live
form-start-watch = If you need help now, do not write it here. Use Help now.
form-start-helped = If someone helps you, give your own answers, not theirs.
form-start-begin = Start
form-start-carry-on = Carry on where you were
form-start-english = This form is in English. Ask your team for help in your language.
form-start-withdrawn = Your team does not need this any more. What you wrote is still on this phone.
form-start-copyright = About this form
form-loading = Opening your questions…
form-problem-not-here = This is not on your phone yet. It will come when there is signal.
form-problem-ask-team = This app cannot show these questions in the right way. Please ask your team about this form.
form-problem-already-sent = You have sent this already.
form-problem-store = This phone could not open your answers. Nothing was deleted. Please close the app and open it again.
form-problem-heading = We cannot open this now

form-progress = { $page } of about { $of }
form-continue = Continue
form-skip-hint = You can leave this out.
form-saved = Saved
form-saving = Saving…
form-not-saved = This answer is not saved. Your phone may be full: free some space, then try again. What you answered before is safe.
form-not-saved-again = Try to save again
form-yes = Yes
form-no = No
form-text-left = { $count ->
    [one] { $count } letter left
   *[other] { $count } letters left
}
form-text-over = { $count ->
    [one] { $count } letter too many
   *[other] { $count } letters too many
}
form-date-hint = For example, 27 3 2026
form-date-day = Day
form-date-month = Month
form-date-year = Year
form-why-summary = Why we ask this
form-why-text = Your team uses it to see how things are for you. There is no right answer.

form-error-heading = Please look at this
form-error-missing = Choose an answer
form-error-missing-text = Write an answer
form-error-number = Write a number, such as 7
form-error-date = Write a day, such as 27 3 2026
form-error-long = { $count ->
    [one] Use { $count } letter or fewer
   *[other] Use { $count } letters or fewer
}

## After an answer that shows risk. Safety words: the English stands beside any unchecked language.
form-pause-title = Before you go on
form-pause-heading = You can get help now
form-pause-text = Nobody is reading this right now. If you have hurt yourself, or might, call 999. To talk to someone now, call 111 and choose option 2.
form-pause-saved = Your answer is saved.
form-pause-carry-on = Carry on

form-check-title = Check your answers
form-check-lead = This goes to your team when you send it.
form-check-change = Change
form-check-change-what = Change your answer to: { $question }
form-check-left-out = You left this out
form-check-send = Send to my team
form-check-later = Keep it for later
form-check-not-saved = We could not hand this over. Your phone may be full. Your answers are still here.
form-check-watch = Your team does not have this yet. No one reads answers live.

form-done-title = What happens next
form-done-waiting-heading = Your answers are ready to go
form-done-sent-heading = Your answers are sent
form-done-checking-heading = We are checking that it got there
form-done-needs-heading = This could not be sent
form-done-unknown = We do not have these answers here any more. Look at Sent and waiting.
form-done-next = You can talk about your answers when you meet.
form-done-risk-heading = You can get help now
form-done-risk-unsent = Nobody has received this yet. If you need help now, call 111 and choose option 2.
form-done-risk-unsure = We do not know yet if anyone has received this. If you need help now, call 111 and choose option 2.
form-done-risk-sent = If you need help now, do not wait for your team. Call 111 and choose option 2.
form-done-number-summary = What did it add up to?
form-done-number = The answers add up to { $number }.
form-done-number-more = A number cannot say how you are. You know best. Ask your team what it means for you.
form-done-parts-summary = See the numbers
form-done-part-life = On average, you gave your life { $number } out of 7.
form-done-part-help = On average, you gave your help { $number } out of 7.
form-done-part-goal = Goal { $goal }: you gave it { $number } out of 10.
form-done-track = See where it is

## Every kind of question.
form-or = or
form-take-back = Take my answer out
form-other = Something else
form-other-words = Say it in your own words
form-choose = Choose one
form-search-label = Write a few letters to find it in the list
form-unit = Unit
form-slider-untouched = No answer yet
form-slider-less = Less
form-slider-more = More
form-list-more = Add another
form-list-one = Answer { $number }
form-list-remove = Remove
form-list-remove-which = Remove answer { $number }
form-file-hint = You can add a file of up to { $size }.
form-file-hint-kinds = You can add a file of up to { $size }, of this kind: { $kinds }.
form-file-mb = { $size } MB
form-file-kb = { $size } KB
form-file-picture = a picture
form-file-sound = a sound
form-file-video = a video
form-file-unnamed = File
form-file-remove = Take out
form-file-remove-which = Take out { $file }
form-answer-moment = { $day }, { $time }
form-within = { $text }: { $position } of { $of }
form-within-plain = { $position } of { $of }
form-repeat-one = { $text } { $position }
form-repeat-unnamed = Part
form-repeat-empty = Nothing written here yet
form-repeat-more = Add another
form-repeat-change-which = Change { $what }
form-repeat-remove = Remove
form-repeat-remove-which = Remove { $what }
form-repeat-remove-sure = Do you want to remove this? It will not be sent.
form-repeat-remove-yes = Yes, remove it
form-repeat-remove-no = No, keep it
form-help-summary = Help with this question
form-many-hint = Choose all that are right for you.
form-format-hint = Write it like this: { $example }
form-time-hint = Use the 24-hour clock. For 2:30 in the afternoon, write 14 and 30.
form-time-hour = Hour
form-time-minute = Minute
form-stop-here = Stop here, keep my place
form-start-saved = Saved on this phone. You can come back.
form-start-forwards = Once you go on from a question, you cannot go back to it. Take your time.
form-error-missing-file = Choose a file
form-error-whole = Write a whole number, such as 7
form-error-time = Write a time, such as 14 and 30
form-error-address = Write a web address, such as https://www.nhs.uk
form-error-low = Write { $bound } or more
form-error-high = Write { $bound } or less
form-error-early = Write { $bound } or later
form-error-late = Write { $bound } or earlier
form-error-like = Write it like this: { $example }
form-error-pattern = Check how this is written
form-error-unit = Choose a unit
form-error-option = Choose an answer from the list
form-error-together = Some of these do not go together. Choose again.
form-error-file-large = This file is too large. Choose one of up to { $size }.
form-error-file-kind = Choose a file of this kind: { $kinds }
form-error-file-read = We could not read this file. Try again, or choose another one.
form-error-of = { $question }: { $what }
form-check-to-do = Before you send this, please look at:
form-search-found = { $count ->
    [one] { $count } answer in the list
   *[other] { $count } answers in the list
}
form-error-short = { $count ->
    [one] Write at least { $count } letter
   *[other] Write at least { $count } letters
}
form-error-fine = { $count ->
    [one] Use no more than { $count } digit after the point
   *[other] Use no more than { $count } digits after the point
}
form-error-few = { $count ->
    [one] Give at least { $count } answer
   *[other] Give at least { $count } answers
}
form-error-many = { $count ->
    [one] Give no more than { $count } answer
   *[other] Give no more than { $count } answers
}
form-repeat-count = { $count ->
    [one] You have written about { $count } so far.
   *[other] You have written about { $count } so far.
}

## How a form stands: begun, changed, given up.
form-begun-when = You began this { $begun }. You last changed it { $touched }.
form-changed-heading = These questions have changed
form-changed-text = Your team has changed them since you began. You can go on with yours, or begin the new ones.
form-changed-new = Begin the new ones
form-changed-kept = What you wrote stays here until you send it or give it up.
form-changed-failed = We could not begin the new ones. What you wrote is still here.
form-earlier = These are the earlier questions. Your team has newer ones.
form-giveup = Give this up
form-giveup-sure = What you wrote here will go for good
form-giveup-no = No, keep it
form-giveup-yes = Yes, give it up
form-giveup-failed = We could not take it away. Please try again.

## Who types. The answers are always the person's own.
form-types-heading = Who is typing?
form-types-me = I type this myself
form-types-for = Someone types my answers for me
form-types-another = Someone answers for me
form-check-typed-me = You typed these answers yourself.
form-check-typed-for = Someone typed your answers for you.
form-check-typed-another = Someone answers for you.
form-check-typed-change = Change who typed
form-types-refused = These questions ask how you see things, and only you can say that. Someone can read them to you and type what you say. If it is too much today, leave it, or ask your team for another way.

## Putting right what was sent.
form-right-start = You sent this before. Change what is not right, then send it again.
form-check-right-lead = This takes the place of what you sent. Your team can still see what was there before.
form-check-right = Send what I put right

## The question that is answered without a name.
form-nameless-lead = Tell us how our service was for you. We send it without your name. Nobody can see that it came from you.
form-check-nameless-lead = This goes without your name. Please do not write names in it.
form-check-nameless = Send without my name
form-check-nameless-watch = Nobody can answer you. If you need help now, use Help now.
form-done-nameless-heading = Thank you
form-done-nameless = It goes without your name, some time in the next day. After that, this phone keeps nothing of it.

## The person's own plan.
form-check-plan-lead = This stays on your phone, unless you send it to your team.
form-check-plan = Keep my plan
form-check-plan-watch = You can change it at any time. What you had before is kept too.
plan-title = My staying-safe plan
plan-more = What helps when it gets hard, in your own words
plan-lead = Write down what helps you when it gets hard. You can leave out what you like.
plan-none = You have not written one yet. It takes as long as you like.
plan-begin = Write my plan
plan-change = Change my plan
plan-empty = Nothing is written here yet.
plan-before = Earlier plans
plan-before-of = Your plan from { $when }
plan-only-here = Your plan is on this phone only. Nobody else has it.

## A message to the team.
form-check-message-watch = Your team does not have this yet. No one reads messages at once. If you need help now, use Help now.
form-done-message-waiting-heading = Your message is ready to go
form-done-message-sent-heading = Your message is sent
