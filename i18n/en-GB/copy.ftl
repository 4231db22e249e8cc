### A copy of my data: the part of You that makes it, and the words of the page that it makes.

copy-heading = A copy of my data
copy-text = You can have all that is on this phone: a page to read, and a file for another app.
copy-care = Anyone who gets these files can read them. Keep them where only you find them.
copy-passcode = Your passcode
copy-make = Save a copy
copy-making = Making the copy…
copy-saved = Your copy is here: { $page } and { $bundle }
copy-failed = We could not make the copy. Your phone may be full.

copy-title = My data
copy-carer-title = My own copy, as someone who gives support
copy-carer-what = This is what you wrote. What was shared with you is not in it: it goes when the sharing ends.
copy-made = Made on { $date }
copy-of = This is the plan of { $name }.
copy-plan = My plan
copy-team = Who helps me
copy-goals = My goals
copy-begun = Forms I have begun
copy-answers = Answers from this phone
copy-earlier = Answers my team has
copy-rest = The other file has all of this, and more, in a form that other apps can read.
