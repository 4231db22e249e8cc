### Filling in a form. The questions are the form's own words and are not here.

form-title = Questions
form-start-why-heading = Why we ask
form-start-why = Your answers help you and your team see how things are. You can talk about them when you meet.
form-start-why-asked = { $name } asked for this. Your answers help you see together how things are.
form-start-long-heading = How long it takes
form-start-long-unknown = You can stop at any time. Your answers are kept.
form-start-long = { $length }. You can stop at any time. Your answers are kept.
form-start-who-heading = Who sees it
form-start-who = Your team. Nobody else, unless you choose to share it.
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
form-not-saved = This answer is not saved. Your phone may be full. Free some space, then try again. What you answered before is safe.
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
form-error-long = Make your answer shorter

## After an answer that shows risk. Safety words: the English stands beside any unchecked language.
form-pause-title = Before you go on
form-pause-heading = You can get help now
form-pause-text = Nobody is reading this right now. If you have hurt yourself, or might, call 999. To talk to someone now, call 111 and choose option 2. You can go on when you are ready.
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
form-done-risk-sent = If you need help now, do not wait for your team. Call 111 and choose option 2.
form-done-number-summary = What did it add up to?
form-done-number = The answers add up to { $number }.
form-done-number-more = A number cannot say how you are. You know best. Ask your team what it means for you.
form-done-track = See where it is
