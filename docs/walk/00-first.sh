# A journal, and its 24 words. Here they are not noted down, since this home is thrown away.
requite init --device phone > /dev/null

# Who the next pages are about.
requite people add Mia
requite people add Tom
requite people add "Mia K."

# The second page turned out to be the same Mia.
requite people merge "Mia K." Mia

# A first entry, and two that are quicker to type.
requite write "We walked along the canal. She promised to call on Sunday." --person Mia --date "last friday"
requite yesterday: I waited, and then I did not wait any more.
requite @Tom asked how I am, and meant it

# What is there.
requite list
requite timeline
requite calendar

# Mia has another name for when others look on.
requite people alias Mia M.

# Taking back what was just done, whatever it was.
requite undo
requite people
