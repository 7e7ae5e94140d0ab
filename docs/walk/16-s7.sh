# S7: the care that I give myself. A menu of small things.
walk=$(requite --json care add "a walk before work" --area body | id)
requite care add "call Ana" --area people
requite care add "tea in the sun" --area joy
requite care list

# One small thing for today. I did one, and say how it was before and after.
requite care today
requite care done "$walk" --before -1 --felt 1
requite care done tea --date yesterday
requite care helped tea 2

# The last two weeks; there is no streak to lose. What is not for me goes off the menu.
requite care rhythm
requite care end "call Ana"

# An old sentence about myself, a kinder one, and what shows it: a line, and something that I wrote.
belief=$(requite --json belief add "I am too much" --kinder "I asked for little" | id)
good=$(requite --json write "Tom asked me to stay longer." --person Tom | id)
requite belief evidence "$belief" "Ana always calls back."
requite belief evidence "$belief" "$good"
requite belief list

# A letter to myself.
requite care letter "Dear me, you may rest."

# A window in the evening in which the phone may say so, without a name and without a word of mine.
reminder=$(requite --json reminder add evening --days mon,thu --text small_thing | id)
requite reminder window "$reminder" 18:30-20:00
requite reminder off "$reminder"
requite reminder list

# How the journal is set: my weeks begin on Sundays, and names are hidden while others look on.
requite settings set week-start sunday
requite settings set discreet on
requite people
requite settings set discreet off
requite settings

# Some order: a circle, the tags in use, a beginning for entries, a search to be asked again.
requite circle add family
requite circle put Tom family
requite circle list
requite tag list
requite template add sunday "What was good? What was heavy?"
requite template show sunday | requite write -
requite saved add promises "promis*"
requite saved run promises
