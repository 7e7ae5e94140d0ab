# S4: not just vanishing. A plan, and six questions first; the answers are not kept.
goodbye=$(requite --json goodbye new Mia | id)
requite goodbye gate "$goodbye" --answers no,no,no,no,no,no
requite goodbye path "$goodbye" letter

# Somebody who can be called, under a name that says nothing.
requite support add Ana "call any time" --label "the dentist"
requite support list

# A draft, in parts; nothing is ever sent from here.
requite goodbye draft "$goodbye" "I valued our summers. I need quiet now." --part valued --part need_now
requite goodbye step add "$goodbye" "give the keys back"
requite goodbye step add "$goodbye" "tell my sister"

# It rests for two days. Deciding at once needs a reason.
requite goodbye rest "$goodbye"
requite goodbye decide "$goodbye" kept && exit 1
requite goodbye read "$goodbye"
requite goodbye decide "$goodbye" kept --not-waiting "I have thought of this for a year"
requite goodbye after "$goodbye" 1 0
requite goodbye show "$goodbye"

# The letter is found only where letters are asked for.
requite search summers
requite search summers --include letters

# And if it is to begin anew.
requite goodbye again "$goodbye"
requite goodbye list
