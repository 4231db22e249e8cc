### For somebody who supports another person: what is shared with them, what they say, and which hat they wear.

following-tab = Following
following-title = Following
following-heading = What { $name } shares with you
following-them = the person you support
following-hat = You are looking as { $me }, who supports { $whom }.
following-hat-unnamed = You are looking as someone who gives support.
following-hat-own = You are looking at your own care.
following-not-yet-heading = Nothing is here yet
following-not-yet = We show what is shared with you once we have heard from the trust.
following-too-long-heading = We have not heard from the trust for some days
following-too-long = So nothing is shown just now. Connect to the internet, then look again.
following-asked = { $name } asks what you see
following-asked-row = Say how it is going, as you see it
following-for-you = For you
following-help = Help for you
following-help-more = If you are worried, and a carer’s assessment
following-dropped = You can no longer send this.
following-dropped-maybe = This may have arrived. We can no longer check.
following-dropped-ask = You had written how a goal was going. Ask { $name } if you have questions.
following-dropped-read = I have read this

following-rate-title = How is it going?
following-rate-heading = How it is going, as a carer sees it
following-rate-lead = { $name } asked you to say how this is going. Your view stands beside theirs.
following-rate-not-asked = You can see this goal. You are not asked to say how it is going.
following-rate-question = Where do you think { $name } is now?
following-rate-how = Choose a step. You can leave it if you are not sure.
following-rate-note = Anything to add? You can leave this empty.
following-rate-who = { $name } and their team can read this.
following-rate-send = Send
following-kept = Kept on this phone
following-not-handed = We could not keep this. The phone may be full. Or it is not shared with you any more.
following-handed = Thank you. We have kept this and send it.

following-tell-tab = Tell team
following-tell-title = Tell the team something
following-tell-more = What you have seen, or what worries you
following-tell-lead = You can always tell the team what you have seen.
following-tell-who = The team who care for them can read it. It may go into their notes.
following-tell-not-shown = This app never shows it to { $name }. They may ask the team to see their notes.
following-tell-no-answer = Nobody answers here. The team may not tell you about the person’s care.
following-tell-urgent = Nobody watches this all the time. If someone is in danger, do not wait. Call 999 or 111.
following-tell-label = What do you want the team to know?
following-tell-send = Send to the team
following-tell-empty = Write something first.
following-tell-not-granted = This trust does not take messages from carers in the app. Please call the team.
following-told = What you have told the team

following-hats-title = People I follow
following-hats-more = Someone you support, or your own care
following-hats-none = You follow nobody on this phone yet.
following-hats-other = Also on this phone
following-hats-open-own = Open my own care
following-hats-open-carer = Open what someone shares with me
following-hats-open-carer-number = Open what someone shares with me: { $number }
following-hats-failed = We could not open that. Please try again.
following-hats-add = Add
following-hats-add-text = The trust knows whom you support. If it does not, ask the person, and their team.
following-hats-add-carer = Sign in to support someone
following-hats-add-own = Sign in to see my own care
following-hats-apart = Each is kept apart, with its own lock. Nothing goes from one to the other.

following-data-kept = What is shared with you is kept on this phone, locked with a key. It goes when the sharing ends.
following-data-wipe = This takes what is shared with you off this phone. What you told the team stays with the team.
