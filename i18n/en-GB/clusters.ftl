### What each group is called and what it means, in words a worried person can read.
### Never a number, never how ill somebody is, never a diagnosis. The part after "clusters-" is the
### code that staff use; it is not shown. 09 is said when the app has no words for a code.

clusters-00-title = A plan made with you
clusters-00-first = Your needs do not fit one of our usual groups. That is OK, and you still get care and support.
clusters-00-second = Your team will make a plan with you that fits your life.

clusters-01-title = Short-term help with feeling low or worried
clusters-01-first = This plan is often for people who feel low, worried or stressed, and find some parts of daily life harder.
clusters-01-second = Many people feel better with short-term help. You and your team will agree what could help you.

clusters-02-title = Choosing your next step
clusters-02-first = This plan is often for people who feel low, worried or stressed and have had some support before.
clusters-02-second = Your team will help you choose what to try next.

clusters-03-title = Support with low mood, worry or stress
clusters-03-first = This plan is often for people whose low mood, worry or stress makes daily life harder. Not all of it may fit you.
clusters-03-second = Talking therapy, medicine or both may help. Your team will ask what matters most to you.

clusters-04-title = Working on a plan together
clusters-04-first = This plan is often for people who find things hard at home, at work or with other people. Not all of it may fit you.
clusters-04-second = Someone will work with you on a plan. The plan will say what to do if things get harder.

clusters-05-title = Support and staying safe
clusters-05-first = This plan is often for people who find most parts of life very hard for now. Not all of it may fit you.
clusters-05-second = You and your team will agree how to help you stay safe. Your plan says when you will meet.

clusters-06-title = Help with strong thoughts and habits
clusters-06-first = This plan is often for people who have strong thoughts, feelings or habits that take up a lot of time. They may be about food, their body, or doing things in a set way.
clusters-06-second = Change can take time. Your team will work with you, step by step.

clusters-07-title = Living well over time
clusters-07-first = This plan is often for people who have had problems with their mental health for a long time. Some things may be better now, and some may still be hard.
clusters-07-second = Your team will help you to do more of the things that matter to you.

clusters-08-title = Support with strong feelings
clusters-08-first = This plan is often for people whose feelings can be very strong and can change fast. Not all of it may fit you.
clusters-08-second = Your team will work with you to find ways to feel safer and to build the life you want.

clusters-09-title = Ask your team about your plan
clusters-09-first = We cannot show this part of your plan here.
clusters-09-second = Please ask your team about it. They will be glad to explain.

clusters-10-title = Early help from one team
clusters-10-first = This plan is often for people who have started to hear, see or believe things that other people do not. It can be upsetting. Help early on can make a difference.
clusters-10-second = One team will work with you, and with your family if you want. You will agree together how long.

clusters-11-title = Staying well
clusters-11-first = This plan is about staying well after a hard time. You may have heard, seen or believed things that other people did not. If today is hard, tell us.
clusters-11-second = Your team will help you to stay well, to spot early signs and to do the things you enjoy.

clusters-12-title = Support with daily life
clusters-12-first = This plan is often for people who have had things like hearing voices or strong beliefs. These may be easier now, and daily life may still be hard.
clusters-12-second = Your team will help with things like your home, money, health and seeing people.

clusters-13-title = Support day to day, at your pace
clusters-13-first = Some people on this plan hear, see or believe things that other people do not. This can make daily life hard. Not all of it may fit you.
clusters-13-second = Your team will look with you at what could help, such as medicine, talking and practical help. They will go at your pace.

clusters-14-title = Support through a very hard time
clusters-14-first = This plan is for a short time when things are very hard, and may feel confusing.
clusters-14-second = A team will help you to feel safe, at home or in hospital. Your plan says when you will meet.

clusters-15-title = Support with very low mood
clusters-15-first = This plan is for a time of very low mood. Some people also hear, see or believe things that make them feel worse.
clusters-15-second = Your team will help you to stay safe. Your plan says when you will meet. These feelings can get better with care.

clusters-16-title = One plan for your health
clusters-16-first = This plan brings help together for people who have problems with their mental health and with alcohol or drugs.
clusters-16-second = Your team will work with you on one plan, without judging you. You can take small steps.

clusters-17-title = Support that fits around you
clusters-17-first = This plan is often for people who find that services have not always been easy to use.
clusters-17-second = Your team will try to meet you where and when it suits you. They will help with what matters most to you.

clusters-18-title = Help with memory and thinking
clusters-18-first = You, or people close to you, may have noticed some changes in your memory or thinking. You still manage most things.
clusters-18-second = Your team will help you to understand what is happening, plan ahead and keep doing the things you enjoy.

clusters-19-title = Help at home with memory and daily life
clusters-19-first = This plan is often for people whose memory or thinking makes some daily tasks harder. Some people also feel worried or low at times.
clusters-19-second = Your team will help you, and the people close to you, to stay safe and well at home.

clusters-20-title = Help with memory, feelings and staying safe
clusters-20-first = This plan is often for people whose memory or thinking means that they want help each day. Some people feel upset or confused at times.
clusters-20-second = Your team will try to find out why and what could help. They will support the people who care for you too.

clusters-21-title = Help with memory and daily health
clusters-21-first = This plan is often for people who need help with many daily things. Their body may need more care too.
clusters-21-second = Your team will work with doctors, nurses and the people close to you. What you want comes first.
