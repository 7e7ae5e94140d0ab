# Guided sets: concrete, short, each with a way out into care. The ids of prompts stay for ever; a reworded prompt is a new version of its set.
sets-concrete = Stay with what could be seen and heard.
sets-distanced = Write as if you looked on from a little way off: call yourself by your name.
sets-time = { $minutes } minutes are plenty. You can stop at any time.
sets-enough = That is long enough for today.
sets-helped = Did it help?
sets-resting = This one seems to leave you worse. It rests until { $date }, unless you ask for it.
sets-turn = You have asked yourself why a few times this week. One of these may be kinder now; you can skip this.

plainly = What happened, plainly
plainly-where = Where were you, and who was there?
plainly-said = What was said, word for word as far as you remember?
plainly-done = What was done?
plainly-next = What did you do next?
plainly-camera = What would a camera have missed?
plainly-care = Put it down now. Drink something warm.

deeds = Words and deeds
deeds-promise = Which promise is on your mind?
deeds-know = How would you know it was kept?
deeds-unasked = What came unasked lately?
deeds-mine = What did you promise, and where does it stand?
deeds-expect = What will you expect next time?
deeds-care = Do one thing today that you promised yourself.

afterwards = How I am afterwards
afterwards-feelings = Name three feelings, and where they sit in the body.
afterwards-weight = What got lighter or heavier?
afterwards-need = What do you need in the next two hours?
afterwards-refills = Who or what refills you?
afterwards-care = Take the first of those things, even a little of it.

mine = What is mine to change
mine-tried = Write to yourself by name: what have you tried?
mine-unsaid = What have you never said aloud?
mine-theirs = What belongs to them?
mine-year = If nothing changed in a year, what would you do for yourself?
mine-care = Look out of a window for as long as a song lasts.

hope = Hope and evidence
hope-hoping = What are you hoping for?
hope-fits = What have you seen that fits?
hope-not = What doesn't?
hope-enough = What would be enough to decide, and when will you look again?
hope-care = Leave it until that day. Step outside for a moment.

line = My line
line-first = When does my peace go first?
line-then = What will I do when it happens?
line-limit = What is the smallest limit I can hold this week?
line-back = Who can back me?
line-care = Breathe out slowly, five times.

goodbye = An honest goodbye
goodbye-good = What was good and true?
goodbye-carry = What can I no longer carry?
goodbye-asking = What am I asking for, and not asking for?
goodbye-hurts = What will I do if the answer hurts?
goodbye-night = How will I look after myself that night?
goodbye-care = Tell one person you trust that you wrote this.

learned = What I learned
learned-noticed = When did I first notice?
learned-explained = What did I explain away?
learned-strength = What strength did I use?
learned-before = Where have I met this before?
learned-earlier = One thing I will do earlier next time.
learned-care = Say that strength to yourself once, out loud.

closeness = What I ask of closeness
closeness-seen = Three things that make me feel seen.
closeness-tuesday = What does each look like on a Tuesday?
closeness-give = Which do I give?
closeness-wait = Which can wait, which can't?
closeness-care = Send a kind line to somebody who is good to you.

kindness = Kindness to me
kindness-friend = What would you say to a friend who wrote this?
kindness-old = Which old sentence about yourself came from this?
kindness-truer = What is truer, and what proves it?
kindness-today = One soft thing today.
kindness-care = Do the soft thing now, if it fits into five minutes.

grief = Grief, then ground
grief-letting = What are you letting go of today?
grief-stays = What stays yours?
grief-ground = Put both feet down; five things you see.
grief-spring = One message to the you of next spring (sealed).
grief-care = Wrap up warm. That was a lot for one day.
