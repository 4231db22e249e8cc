### Help in a crisis. These words are safety words: a translation shows the English beside them until
### a native speaker has checked it. The part after "crisis-" is the entry's id in assets/crisis.json.

crisis-999-label = Call 999
crisis-999-plain = If someone’s life is at risk, or you cannot stay safe, call 999 or go to A&E now. If you have taken too much medicine or badly hurt yourself, call 999, even if you feel OK.

crisis-111-mh-label = Call 111, option 2
crisis-111-mh-plain = Call 111 and choose option 2 if you need help with your mental health now. It is free and open day and night.

crisis-trust-label = Call your team
crisis-trust-plain = Call your team. If they are closed, call 111.

crisis-samaritans-label = Call Samaritans
crisis-samaritans-plain = Call 116 123 to talk to someone. It is free, day and night.

crisis-shout-label = Text SHOUT to 85258
crisis-shout-plain = Text SHOUT to 85258 to chat by text. It is free, day and night.

crisis-relay-label = Call 111 by text relay
crisis-relay-plain = If you are deaf or find it hard to speak, use Relay UK: 18001 111.

crisis-bsl-111-label = 111 in British Sign Language
crisis-bsl-111-plain = Use British Sign Language to call 111 with SignVideo.

crisis-bsl-999-label = 999 in British Sign Language
crisis-bsl-999-plain = Use British Sign Language to call 999 with the 999 BSL app.

crisis-text-999-label = Text 999
crisis-text-999-plain = You can text 999 only if you signed up before. If you did not, ask someone to call for you. To sign up, text ‘register’ to 999.

crisis-papyrus-label = Call HOPELINE247
crisis-papyrus-plain = If you are 35 or under, you can call Papyrus on 0800 068 4141.

crisis-childline-label = Call Childline
crisis-childline-plain = If you are under 19, call 0800 1111.

crisis-domestic-abuse-label = Call the National Domestic Abuse Helpline
crisis-domestic-abuse-plain = If someone at home hurts or frightens you, call 0808 2000 247. It is free, day and night.
