### Words that stand on every screen, or on many.

# The name on the phone's home screen and in the title of every page. It must not speak of health:
# somebody else may see it.
frame-app-name = Companion
# Title of a page: its own neutral name, then the name of the app.
frame-title = { $page } – { $app }
frame-skip = Skip to the page
frame-back = Back
# The button that leads to help in a crisis. Short: it stands on every screen.
frame-help = Help now
frame-tabs = Main pages
frame-today = Today
frame-care = My care
frame-goals = Goals
frame-todo = To do
frame-you = You
frame-call-team = Call your team on { $number }
frame-call-name = Call { $name } on { $number }
frame-email-name = Email { $name }
frame-missing-heading = This page is not here
frame-missing-text = It may have moved, or your team may have changed it. Nothing of yours is lost.
frame-missing-today = Go to Today

## Who wrote a thing, and when.
frame-written-by-on = Written by { $name }, { $date }
frame-written-by = Written by { $name }
frame-written-by-you-on = Written by you, { $date }
frame-written-by-you = Written by you
frame-written-on = Written on { $date }

## The same thing said differently: what to do when the record is wrong.
frame-wrong-summary = Is this not right?
frame-wrong-text = Tell { $name }. They can look at it with you and put it right.
frame-wrong-nobody = Tell your team. They can look at it with you and put it right.
frame-wrong-write = Write what is not right

## How the talk with the trust stands.
frame-updated = Updated { $when }
frame-updated-never = Not updated yet
frame-updating = Looking for news from your team…
# After ten seconds of looking for news.
frame-slow = This takes longer than usual: your signal may be weak. You can go on. What you write is kept on this phone.
frame-no-signal = There is no signal just now. This is what we last heard from your team.
frame-unwell = Your trust’s system is having trouble. We will try again by ourselves.
frame-odd = Something answered that this app could not read. On public Wi-Fi, open any web page and sign in there. This is what we last heard.
frame-not-safe = We stopped taking news from your trust’s system. It showed us records that are not yours. Please tell your team.
frame-signed-out = Please sign in again. Until you do, we cannot get news or send what you wrote. Nothing is lost.
frame-sign-in-again = Sign in again
frame-stale = This may be out of date. We last heard from your team { $when }.
frame-look-now = Look for news now

## Whoever answers is not believed to be the trust. What is in doubt, and what a person can do about it.
line-clock = The date or time on this phone looks wrong. Put it right in the phone’s settings, then try again.
line-out-of-date = We cannot be sure that this is your trust. Check the date on this phone. If it is right, tell your team.
line-not-the-trust = Something else answered in place of your trust. This can happen on public Wi-Fi. Try another network, or your mobile data.
line-other-key = We cannot be sure that this is your trust. Try another network. If you see this again, tell your team.
line-safe = We sent nothing to it. What you wrote is safe on this phone.

## Before the first record has come: nothing is known yet, and nothing is said of it.
frame-first-coming = We are getting your plan
frame-first-coming-text = It comes from your team’s system, and shows here by itself.
frame-first-not-here = Your plan is not on this phone yet
frame-first-slow = This takes longer than usual. Your signal may be weak. You can leave this page, and Help now works.
frame-first-no-signal = There is no signal just now. Your plan comes by itself when there is.
frame-first-odd = Something answered that this app could not read. On public Wi-Fi, open any web page and sign in there. If not, call your team.
frame-first-help = You do not have to wait for help.

## The app never says that nothing is recorded: something may be held back.
frame-team-can-tell = Your team can tell you more.
