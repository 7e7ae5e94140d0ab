# S5: what I learned. A guided sitting asks one question after another; Enter passes over one, a dot ends.
requite reflect sets
sitting=$(printf 'By the canal, Mia and I.\n\nShe left early.\n.\nbetter\n' | requite --json reflect plainly --person Mia --minutes 15 | id)
requite reflect show "$sitting"

# An answer that I passed over then, and whether it helped, on second thought.
requite reflect answer "$sitting" 2 "She said: soon."
requite reflect helped "$sitting" same
requite reflect list --person Mia

# A question of my own, and one that I do not want to be asked.
question=$(requite --json prompt add "What would I tell my sister?" | id)
requite prompt hide plainly.camera
requite prompt reword "$question" "What would I tell Ana?"
printf 'To rest first.\n' | requite reflect own

# Lessons: a sign, and a strength. Strengths are asked for as often as faults.
sign=$(requite --json lesson add sign "Kind when others looked." --person Mia --date 2024-03-01 | id)
requite lesson add strength "I asked twice."

# I have met this before. Only what I link myself is a pattern.
before=$(requite --json lesson add sign "Kind on the phone only." --person Tom | id)
requite lesson link "$sign" "$before"
requite lesson patterns
requite lesson list --kind sign
