### Help now: works with no signal, before sign-in, and when everything else is broken.

help-title = Help now
help-lead = You do not have to wait. You can call for yourself or for someone else.
help-open-until = Open now, until { $time }
help-open-always = Open day and night
help-closed-until = Closed now. Opens { $when }
help-closed = Closed now. If you cannot wait, call 111.
help-hours-unknown = If they do not answer, call 111.
help-other = Other ways to get help
help-old-numbers = Your trust has not checked its numbers lately. The national numbers come first.
# The question before dialling.
help-ask-call = Call { $number }?
help-call-now = Yes, call now
help-text-now = Yes, write a text
help-open-page = Open the page
help-not-sent = Nobody is told that you opened this page.
help-someone-else-heading = Worried about someone?
help-someone-else = Stay with them if you can. Call 999 if their life is at risk. You can call 111 for them too.
