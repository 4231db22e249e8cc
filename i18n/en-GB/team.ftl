### Who helps.

team-title = Who helps you
# "Sam Okafor is your key worker." The trust chooses the word for the role.
team-named-label = Your { $role }
team-named-what = They plan your care with you. Ask them anything, big or small.
team-left = { $name } has moved on. We do not have a new name for you yet.
team-left-more = You still have a team. Call them, and ask who helps you now.
team-nobody = We do not have the name of one person who leads your care.
team-nobody-more = Ask your team who that is.
team-others = Others in your team
team-partners = Others who help
team-partner-trust = Your NHS trust
team-partner-partner = A local group or charity
team-partner-council = Your council
team-phone-heading = Your team’s number
team-phone-none = We have no number for them here.
team-urgent = If you need help now, do not wait for your team. Use Help now.
team-more = Your team can tell you who else may help.
# When the trust has not said what it calls the named worker. Lower case.
team-role-default = key worker
# The usual words for the role, so that they are not left in English.
team-role-key-worker = key worker
team-role-care-coordinator = care coordinator
team-role-named-worker = named worker
