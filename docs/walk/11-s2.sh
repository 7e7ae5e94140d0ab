# S2: actions, not just words. A sentence becomes a promise with a day.
promise=$(requite --json promise add Mia "call on Sunday" --made "last friday" --due yesterday --due-kind on | id)
mine=$(requite --json promise add Mia "bring the keys back" --by me --due "in 3 days" --size small | id)

# What may be asked about today.
requite promise due

# What became of it, and what shows it.
requite promise resolve "$promise" partly --on yesterday
shows=$(requite --json write "She called on Monday instead." --person Mia | id)
requite promise link "$promise" "$shows"

# I was wrong; then right after all.
requite promise resolve "$promise" kept
requite undo
requite promise list Mia

# I let her off one, and set one aside.
other=$(requite --json promise add Mia "pay me back" | id)
requite promise resolve "$other" released
requite promise resolve "$mine" excused
requite promise reopen "$mine"
