### Passcode, lock, recovery code, safe mode, and what happens when a key is lost.

## The lock page.
lock-title = Locked
lock-heading = Unlock to go on
lock-waiting = { $count ->
    [0] Nothing waits to be sent.
    [one] { $count } answer is waiting. It goes when you unlock.
   *[other] { $count } answers are waiting. They go when you unlock.
}
lock-passcode = Your passcode
lock-open = Unlock
lock-opening = Opening…
lock-wrong = That is not the passcode.
lock-left = { $count ->
    [one] You have { $count } try left.
   *[other] You have { $count } tries left.
}
lock-wait = { $count ->
    [one] You can try again in { $count } minute.
   *[other] You can try again in { $count } minutes.
}
lock-wait-safe = Nothing is lost while you wait.
lock-closed-heading = The passcode cannot open this now
lock-closed = It was wrong ten times. All that you wrote is still on this phone, locked. Nothing was taken off.
lock-not-now = Your phone did not let us open it just now. Please try again.
lock-forgot = I do not know the passcode
lock-forgot-code = Use your recovery code. It is the 12 words you wrote down.
lock-forgot-none = You have no recovery code. After ten tries you can sign in and start again. We keep the locked copy.

## The recovery code.
lock-code-label = Your 12 words
lock-code-hint = Put a space between the words. The first 4 letters of each word are enough.
lock-code-open = Open with these words
lock-code-wrong = These words do not open it. Check them one by one.
lock-code-twelve = There should be 12 words.
lock-code-word = Word { $count } is not one of our words. Check how it is spelt.
lock-code-check = One word is wrong, or two words have changed places.

## Starting again beside a vault that cannot be opened.
lock-anew-heading = Start again
lock-anew = You can sign in and get your plan again. What is locked stays on this phone. If the key comes back, it opens again.
lock-anew-button = Keep it and sign in again
lock-anew-failed = That did not work. Please try again.
lock-again = Try again

## What was set aside.
lock-aside-heading = Something is locked away on this phone
lock-aside = This phone has no key for what you saved before. We kept all of it. Nobody can read it without the key.
lock-aside-sealed = { $count ->
    [one] { $count } answer had not been sent. It is sealed, so that only your team can open it.
   *[other] { $count } answers had not been sent. They are sealed, so that only your team can open them.
}
lock-aside-none = Answers that were not sent are locked away with it. Tell your team what matters again.
lock-aside-send = Send them to my team as they are
lock-aside-hand = Save them as a file for my team
lock-aside-sent = Your trust’s system has taken them.
lock-aside-saved = The file is here: { $place }. Give it to your team.
lock-aside-failed = That did not work. They are still here.

## What was mended.
lock-mended-heading = Some of what you saved was damaged
lock-mended-whole = We could read all of it, and it is here again. We kept the damaged copy too.
lock-mended-part = We saved what we could. Look at what you had begun, and at what you sent. We kept the damaged copy too.

## Set-up, and You > Lock.
lock-setup-title = Keep it safe
lock-setup-lead = Your plan and your answers are now on this phone. They are locked with a key that only this phone has.
lock-setup-passcode = You can add a passcode
lock-setup-passcode-why = Then nobody else can open this app on your phone. You can do it later too, under You.
lock-setup-lost = If this phone loses its key
lock-setup-lost-how = This can happen when a phone is set up again.
lock-setup-lost-sealed = Answers you have not sent can still reach your team. Forms you have begun would be lost.
lock-setup-lost-all = What you have not sent would be lost. What your team has is safe with them.
lock-setup-lost-code = You can write down a recovery code. With it, this phone can open all of it again.
lock-setup-add = Choose a passcode
lock-setup-code = Write down a recovery code
lock-setup-later = Not now

lock-you-title = Lock
lock-you-on = You have a passcode.
lock-you-off = You have no passcode. Anyone who can open your phone can open this app.
lock-you-now = Lock now
lock-you-after = Lock when I leave the app
lock-you-after-once = At once
lock-you-after-two = After 2 minutes
lock-you-after-ten = After 10 minutes
lock-you-after-saved = Saved
lock-you-after-not-saved = We could not keep this. Your phone may be full.
lock-you-choose = Choose a passcode
lock-you-change = Change the passcode
lock-you-remove = Take the passcode away
lock-you-current = The passcode you have now
lock-you-new = New passcode
lock-you-new-hint = 6 or more letters or numbers. A few words you like are easy to keep in mind.
lock-you-again = The same once more
lock-you-save = Save the passcode
lock-you-saving = Saving…
lock-you-done-set = You have a passcode now.
lock-you-done-gone = You have no passcode now.
lock-you-differ = The two are not the same.
lock-you-short = Use 6 or more letters or numbers.
lock-you-long = That is too long.
lock-you-repeated = That is one thing over and over. Choose another.
lock-you-common = Many people choose that one. Choose another.
lock-you-birthday = That is your date of birth. Choose another.
lock-you-empty = Write the passcode first.
lock-you-forget = If you forget it, only a recovery code can help. We cannot look it up.

lock-you-code = Recovery code
lock-you-code-why = 12 words that open this when you forget the passcode, or when the phone loses its key.
lock-you-code-has = You have a recovery code. A new one takes its place.
lock-you-code-make = Show me a new code
lock-you-code-write = Write these words down, in this order. Keep them where only you find them. We show them once.
lock-you-code-done = I have written them down

## Safe mode.
lock-safe-title = Safe mode
lock-safe-heading = The app stopped three times
lock-safe-text = So it now shows only what matters most. Nothing of yours is lost.
lock-safe-waiting = { $count ->
    [0] Nothing waits to be sent.
    [one] { $count } answer waits to be sent.
   *[other] { $count } answers wait to be sent.
}
lock-safe-send = Send what waits
lock-safe-sending = We are trying to send it. You can see here what is left.
lock-safe-usual = Open the app as usual
