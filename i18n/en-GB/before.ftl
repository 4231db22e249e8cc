### Before sign-in: what this is, supporting someone, signing in, "Is this you?", and when it will not open.

before-welcome-title = Welcome
before-welcome-heading = Your plan, and the people who help you
before-welcome-first = See what your plan is, who helps you, and what happens next.
before-welcome-second = It works with no signal. What you write stays on this phone until you send it to your team.
before-welcome-demo = This is for trying out. It is not for real records.
before-sign-in = Sign in
before-support = I support someone
before-language = Language and reading

before-support-title = I support someone
before-support-lead = You may be family, a friend or a neighbour. You matter too.
before-support-tonight = Are you worried tonight?
before-support-tonight-text = If their life is at risk, call 999. If you need advice now, call 111 and choose option 2. You may call for someone else.
before-support-tell = Tell the team something
before-support-tell-text = You can always tell the team what you have seen. They can listen, even if they may not tell you about the person’s care. Ask them who may see what you say.
before-support-assess = Help for you
before-support-assess-text = You have a right to a carer’s assessment. It is free, and looks at what could help you. Ask your council for one, however much care you give.
before-support-assess-law = The Care Act 2014 gives you this right in England.
before-support-see = Seeing their plan
before-support-see-text = Only the person can choose to share things with you. Ask them, if you both want that.

before-sign-in-title = Sign in
before-sign-in-next = What happens next
before-sign-in-step-open = Your trust’s own page opens.
before-sign-in-step-name = You sign in there. This app never sees your password.
before-sign-in-step-back = Then you come back here. We ask if it is really you.
before-sign-in-button = Go to the sign-in page
before-sign-in-busy = Opening the sign-in page…
before-sign-in-slow = This takes longer than usual. Your signal may be weak. You can leave this page. Help now works all the same.
before-sign-in-again-lead = What is on this phone stays here. Sign in as the same person as before.
before-problem-heading = That did not work
before-problem-no-signal = We cannot reach your trust just now. Check your signal, then try again.
before-problem-odd = Your trust’s page sent something we cannot use. Try again later. If it goes on, tell your team.
before-problem-carer = This app cannot show you the plan of someone you support yet. You can still get help under “I support someone”.
before-problem-refused = Your trust did not let you in. If you said no, you can try again. If not, call your team.
before-problem-not-begun = That took too long, or began somewhere else. Please start again.
before-problem-not-saved = We could not keep your sign-in on this phone. It may be full. Free some space, then try again.

before-is-this-title = Is this you?
before-is-this-lead = We ask so that nobody sees a plan that is not theirs.
before-is-this-name = Name
before-is-this-born = Date of birth
before-is-this-born-unknown = Your trust did not give one
before-is-this-yes = Yes, that’s me
before-is-this-no = No, this is not me
before-is-this-no-more = If you say no, we keep nothing of this.

before-shut-title = We cannot open this
before-shut-safe = Nothing was deleted. Help now still works.
before-shut-key-gone-heading = This phone has lost the key
before-shut-key-gone = What you saved is locked, and this phone no longer has the key to it. This can happen after the phone was set up again.
before-shut-key-gone-do = Tell your team. They still have all that you sent to them.
before-shut-keystore-heading = Your phone’s safe store is shut
before-shut-keystore = The key to what you saved is in your phone’s own safe store. The store does not open just now.
before-shut-keystore-do = Unlock your phone. Then open the app again.
before-shut-damaged-heading = What was saved is damaged
before-shut-damaged = This phone cannot read what you saved.
before-shut-damaged-do = Close the app and open it again. If it stays like this, tell your team.
before-shut-newer-heading = This app is too old
before-shut-newer = What you saved was written by a newer version of this app.
before-shut-newer-do = Update the app. Then open it again.
before-shut-disk-heading = Your phone is full
before-shut-disk = There is no room left, or the phone does not let the app write.
before-shut-disk-do = Free some space. Then open the app again.
