# S6: what I ask of closeness, in my own order, and what it looks like in actions.
asks=$(requite --json standards add "asks how I am" --looks-like "once a week, unasked" --level must | id)
word=$(requite --json standards add "keeps their word" | id)
requite standards move "$word" --first
requite standards list

# What happened speaks for it, or against it; nothing is added up across standards.
seen=$(requite --json log Mia kind_word "asked about the exam" | id)
requite standards evidence "$asks" Mia "$seen" met
requite standards show "$asks"
requite standards edit "$asks" --level matters

# How it changed since I wrote it down, and the whole of it as it is.
requite history "$asks"
requite show "$asks"

# Whose my time is.
requite budget plan 2026-W48 Mia 120
requite budget show 2026-W48
