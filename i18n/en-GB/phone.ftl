# What a phone asks and tells: a finger or a face, and lines on the lock screen.

match-heading = Open with your finger or face
match-more = Your phone checks that it is you. The app never sees your finger or your face. Your passcode still opens it too.
match-passcode = Your passcode
match-on = Turn on
match-off = Turn off
match-is-on = Your finger or face opens the app.
match-is-off = Only your passcode opens the app.
match-working = One moment
match-others = Is another person’s finger or face set up on this phone? Then they can open the app too.
match-open = Use your finger or face
match-none = That did not work. Use your passcode.
match-sheet = Open the app
match-sheet-no = Use passcode

# On a lock screen. Anybody may read it: it must not say what the app is for.
notice-message = You have a new message.
notice-to-do = You have something to do.
notice-heading = Notices on your lock screen
notice-more = When something new comes, your phone can show one short line. It does not say who it is from or what it is about. There are none from 9pm to 8am.
notice-when = They come only while the app is open in the background and not locked. Do not wait for one.
notice-on = Show notices
notice-off = Do not show notices
notice-saved = Saved
notice-no-leave = Your phone does not let this app show notices. You can change that in your phone’s settings.

# Whom the app does not work for: said before somebody installs it, and at the start.
phone-needs = This app needs Android 11 or later, or an iPhone or iPad with iOS 17.4 or later.
phone-needs-else = If your phone is older, call your team. They can go through your plan with you and give you forms on paper.
phone-old-view = Part of your phone’s system is too old to show this app well. Update “Android System WebView” in the Play Store. Until then, call your team.

review-calendar-opened = Your calendar has it ready. Save it there, if you want to keep it.
