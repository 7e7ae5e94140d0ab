# S8: protecting my peace. What I will do, and how often is enough.
boundary=$(requite --json boundary add "she shouts" "leave the room" --person Mia --per-week 2 --minutes 60 --topic money --review "in 4 weeks" | id)
requite boundary before Mia
requite boundary week

# What became of it.
requite boundary held "$boundary" "I left, and came back calm"
requite boundary crossed "$boundary" --by them
requite boundary list Mia

# Seeing her less, at my own pace, and back if I want.
phase=$(requite --json phase start Mia | id)
requite phase next "$phase"
requite phase step add "$phase" "no more Sunday lunches"
requite phase back "$phase"
requite phase list

# She no longer comes up by herself; nothing is deleted.
requite people quiet Mia --until 2027-12-31
requite people
requite timeline
requite timeline Mia
requite people unquiet Mia
