# S9: those who meet me. What was good gets the same room as what was not.
requite good
requite good Tom

# S10: what I let go of, what I keep, and a day that hurts.
requite grief add letting_go "the summers at the lake" --person Mia
requite grief add keeping "what I learned to cook"
requite grief date add 06-21 "the last summer" --rest
requite grief date list
requite on-this-day --date 2027-06-21

# A day with a name of my own, and a note that stays shut until its day.
requite milestone add "a month of sleeping well"
note=$(requite --json later write "You got through it." --opens 2099-04-01 | id)
requite later list
requite later open "$note" && exit 1
requite milestone list

# What today offers.
requite today
