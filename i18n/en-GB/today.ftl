### Today: the first screen. It must not name a condition: the next seat may read it.

today-title = Today
today-morning = Good morning, { $name }
today-afternoon = Good afternoon, { $name }
today-evening = Good evening, { $name }
today-hello = Hello, { $name }
# When we do not know what to call the person.
today-hello-plain = Hello

today-review-label = Your review meeting
# "in 3 weeks, with Sam Okafor"
today-review-when-with = { $when }, with { $name }
today-review-ready = Get ready for it
today-review-due-label = Your next review
today-review-due = Due by { $date }
today-review-due-more = No meeting is booked yet.
today-review-passed-label = Your review
today-review-passed = It was planned for { $date }
today-review-passed-more = We do not have a new date. You can ask your team.
# { $name } is the worker.
today-review-passed-ask = We do not have a new date. Ask { $name }.
today-review-more = More about your review

today-next = Next for you
today-form-untitled = Some questions for you
today-form-begun = You have begun this
today-more-todo = { $count ->
    [one] { $count } more to do
   *[other] { $count } more to do
}
today-goal = Your goal
today-unsent = Something needs you
today-unsent-more = One of your answers could not be sent.
today-waiting = Not sent yet
today-waiting-more = We will send what you wrote as soon as we can.

# The named worker has left and nobody is named in their place.
today-worker-left = { $name } has moved on
today-worker-left-more = See whom you can call now

today-news = New for you
today-news-seen = I have seen these
today-news-plan = Your plan has changed
today-news-intervention = Changed in your plan
today-news-goal = Changed in your goals
today-news-review = News about your review
today-news-team = News about your team
today-news-form = New questions for you
today-news-reply = Your team answered you
today-news-parts = Changed: { $parts }
today-news-part-new = this is new
today-news-part-gone = this has ended
today-news-part-name = its name
today-news-part-how = what happens
today-news-part-why = why
today-news-part-who = who helps
today-news-part-when = when
today-news-part-place = where
today-news-part-goals = your goals
today-news-part-levels = the steps
today-news-part-stage = how it stands
today-news-part-ratings = how it goes
today-news-part-questions = the questions

today-nothing = There is nothing you need to do today.
today-no-plan-heading = Your plan is not here yet
today-no-plan-text = Your team may still be working this out with you. It shows here when they share it. You can ask them about it.

today-hidden = Names are hidden on this page.
today-hidden-show = Show them
today-hidden-hide = Hide them again
today-hidden-meeting = A meeting
today-hidden-todo = Something to do
today-hidden-goal = Something of yours
today-hidden-news = Something new
