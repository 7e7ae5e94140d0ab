# S0: what people do. A moment, in one line, from a day that is past.
requite log Mia care_act "brought soup" --from them --date "last tuesday"
requite log Mia let_down "did not call" --date yesterday
requite log Tom time_together "cooked" --with Mia --effort medium

# Who began, this time.
requite contact add Tom --started them --channel call --minutes 20 "asked how I am"
requite contact add Mia --started me --channel message
requite contact list Mia

# Something that I only guessed shall count nowhere.
guess=$(requite --json log Mia hard_word "I think she was annoyed" --certainty guess | id)
requite moment exclude "$guess" --reason "I was tired"

# S1: how I am after seeing her; what I did not ask myself is not 0.
requite felt --after Mia energy=-1 worth=-1 seen=0 --words tired,small
requite felt energy=1 --line "slept well"
requite felt --list

# What staying costs, and what it gives.
requite cost add cost "my evenings, waiting" --person Mia
requite cost add gain "she knows my family" --person Mia
requite cost list Mia

# What I hoped, what I see, and a day to look again.
requite hope add hope "that she asks how I am" --person Mia --review "in 6 weeks"
requite hope add see "she asked once, in June" --person Mia
requite hope list Mia
