### To do: forms to fill in. No counts as badges, nothing is ever "overdue".

todo-title = To do
todo-lead = Do these when it suits you. You can stop and come back.
todo-for-you = For you
todo-begun = You have begun
todo-untitled = Some questions for you
todo-questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
todo-minutes = { $minutes ->
    [one] about { $minutes } minute
   *[other] about { $minutes } minutes
}
# "9 questions, about 3 minutes"
todo-length = { $questions }, { $minutes }
todo-by = Best done by { $date }
todo-opens = You can do this from { $date }
todo-answered = { $count ->
    [one] { $count } answer kept on this phone
   *[other] { $count } answers kept on this phone
}
todo-none-heading = Nothing to do
todo-none-text = When your team asks you something, it will show here.
todo-sent-link = Sent and waiting
todo-sent-more = Where your answers are now
todo-any-time = At any time
todo-feedback = How was our service?
todo-feedback-more = Two questions. We send them without your name.
todo-earlier = The earlier questions
todo-right = You are putting this right
todo-goal = A goal you began to write
todo-rating = You began to say where you are with it
