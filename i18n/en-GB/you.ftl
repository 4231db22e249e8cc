### You: how the person reads, what is kept on the phone, and what this app is.

you-title = You
you-reading = Reading
you-reading-more = Language, size of text, colours
you-lock = Lock
you-lock-more = Passcode and recovery code
you-data = What is on this phone
you-data-more = Where it is kept, and how to take it off
you-about = About this app
you-about-more = Who sees what, and what it cannot do
you-sent-more = Where your answers are now

you-reading-title = Reading
you-reading-language = Language
you-reading-language-en-GB = English
# The name of a language stands in that language itself.
you-reading-language-cy = Cymraeg
you-reading-unchecked = No native speaker has checked this language yet. The English stands beside words about safety.
you-reading-size = Size of text
you-reading-size-usual = As on my phone
you-reading-size-large = Large
you-reading-size-larger = Very large
you-reading-colours = Colours
you-reading-colours-system = As on my phone
you-reading-colours-light = Light
you-reading-colours-dark = Dark
you-reading-colours-contrast = High contrast
you-reading-hide = On the first page
you-reading-hide-off = Show names of things
you-reading-hide-on = Hide them until I tap
you-reading-saved = Saved
you-reading-not-saved = We could not keep this. Your phone may be full.

you-data-title = What is on this phone
you-data-kept = Your plan, your answers and what you have not sent yet are kept on this phone. They are locked with a key.
you-data-key-keystore = The key is in your phone’s own safe store. Other apps cannot get it.
you-data-key-file = The key is in a file beside your data, on this computer. Anyone who uses this computer as you could read it. This is for trying out only.
you-data-key-none = Nothing is kept here yet.
you-data-as = This phone has the plan of { $name }.
you-data-wipe-heading = Sign out and take it all off
you-data-wipe-text = This takes your plan and your answers off this phone. What your team has stays with your team.
you-data-wipe-unsent = { $count ->
    [one] { $count } answer is not sent yet. It will be lost.
   *[other] { $count } answers are not sent yet. They will be lost.
}
you-data-wipe-drafts = { $count ->
    [one] You have begun { $count } form and not sent it. It will be lost.
   *[other] You have begun { $count } forms and not sent them. They will be lost.
}
you-data-wipe-plan = Your staying-safe plan is only on this phone. It will be lost.
you-data-wipe-plan-sent = Your team has your staying-safe plan. It goes from this phone.
you-data-wipe-ask = Sign out
you-data-wipe-confirm-heading = Are you sure?
you-data-wipe-yes = Yes, sign out and take it all off
you-data-wipe-no = No, keep it
you-data-wipe-failed = We could not take everything off. Please try again.

you-about-title = About this app
you-about-what = This app shows you your plan, who helps you, and what happens next. You can tell your team how you are.
you-about-trust = It gets your plan from { $trust }.
you-about-demo = This is for trying out. It is not for real records.
you-about-who-heading = Who sees what
you-about-who-you = You see what your team has chosen to share with you.
you-about-who-team = Your team sees the answers you send. They do not see what you have not sent.
you-about-who-carer = People who support you see only what you share with them. You choose.
you-about-who-us = The people who made this app see nothing. It does not count what you do.
you-about-limits-heading = What it cannot do
you-about-limits-watch = Nobody watches this app. It cannot call for help by itself.
you-about-limits-care = It does not tell you what is wrong, or what to do. Your team does that with you.
you-about-limits-old = It shows what we last heard from your team. It may be out of date.
you-about-unchecked = This language has not been checked by a native speaker.
you-about-licence-heading = Licence
you-about-licence = The app is free for anyone to use and change, under the MIT or the Apache 2.0 licence.
you-about-forms = The forms belong to the people who wrote them. Each form says so on its first page.
you-about-missing-heading = What your trust has not turned on
you-about-missing-plan = This app may not see your plan.
you-about-missing-goals = This app may not see your goals.
you-about-missing-team = This app may not see who helps you.
you-about-missing-meetings = This app may not see your meetings.
you-about-missing-forms = This app may not see forms your team asks you to fill in.
you-about-missing-sending = This app may not send your answers. Talk to your team instead.
you-about-missing-messages = This app may not write to your team. Call them instead.
you-about-missing-new-goals = This app may not send a goal that you write. Tell your team when you meet.
you-about-missing-ratings = This app may not send how far you are with a goal. Tell your team when you meet.
you-about-missing-sharing = This app may not say what you share with someone. Ask your team to do it.
you-about-missing-rest = All the rest works. Your trust can turn these on.
