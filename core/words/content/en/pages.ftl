# Pages that are opened by hand: questions from the notes, who meets me, the year. Questions, not findings; never a name in a text.

## Questions from the notes
insights-read = Questions from your own notes, not findings. Any of them can be set aside.
insights-none = Your notes ask nothing today. That is fine.
ask-kept = You noted { $partly ->
    [0] { $kept } kept and { $not } not
   *[other] { $kept } kept, { $partly } partly and { $not } not
}. Is there something that you would like to thank them for?
ask-not-kept = You noted { $partly ->
    [0] { $kept } kept and { $not } not
   *[other] { $kept } kept, { $partly } partly and { $not } not
}. What would you like to count on next time?
ask-kept-mine = Of your own promises you noted { $partly ->
    [0] { $kept } kept and { $not } not
   *[other] { $kept } kept, { $partly } partly and { $not } not
}. What helped you to keep them?
ask-not-kept-mine = Of your own promises you noted { $partly ->
    [0] { $kept } kept and { $not } not
   *[other] { $kept } kept, { $partly } partly and { $not } not
}. What would help you with the next one?
change-mine = The notes of your own promises before and after { $part ->
    [early] early
    [late] late
   *[mid] mid
}{ $part ->
    [mid] -
   *[other] {" "}
}{ $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}{ $year ->
    [0] {""}
   *[other] {" "}{ $year }
} look different. Did something change? (We often miss or misread changes.)
ask-needs = { $count ->
    [one] There is { $count } need that you never said aloud. Would you like to ask for it?
   *[other] There are { $count } needs that you never said aloud. Is there one that you would like to ask for?
}
ask-gap = The last contact you noted was { $days ->
    [one] { $days } day
   *[other] { $days } days
} ago. Nine of ten gaps before were at most { $usual ->
    [one] { $usual } day
   *[other] { $usual } days
}. Is that all right with you?
ask-after-lower = After seeing them you usually noted feeling lower than on other days ({ $notes } notes). What would make the next time kinder to you?
ask-after-higher = After seeing them you usually noted feeling better than on other days ({ $notes } notes). Would you like more of that?

## Who meets me
meets-read = What you noted after seeing them. In order of name, and in no other.
meets-none = Nothing noted yet of how you felt after seeing somebody.
met-seen = You felt seen { $times } of { $of ->
    [one] { $of } time
   *[other] { $of } times
}.
met-secure = You felt secure { $times } of { $of ->
    [one] { $of } time
   *[other] { $of } times
}.
met-equal = You felt equal { $times } of { $of ->
    [one] { $of } time
   *[other] { $of } times
}.

## The year
year-read = One year of your own. Nothing in it is held against anybody.
year-none = Nothing noted in this year. That is fine too.
year-writing = You wrote { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} on { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
year-felt = On { $days ->
    [one] { $days } day
   *[other] { $days } days
} you noted how you were.
year-care = On { $days ->
    [one] { $days } day
   *[other] { $days } days
} you did something good for yourself.
year-reflections = You wrote with a guide { $times ->
    [one] { $times } time
   *[other] { $times } times
}{ $better ->
    [0] {""}
   *[other] , and felt better after { $better }
}.
year-lessons = You noted { $count ->
    [one] { $count } thing
   *[other] { $count } things
} that you learned.
year-kinder = You found { $count ->
    [one] { $count } kinder truth
   *[other] { $count } kinder truths
} for old sentences about yourself.
year-promises = Of your own promises you kept { $partly ->
    [0] { $kept }, and { $not } not
   *[other] { $kept }, { $partly } partly, and { $not } not
}.
year-given = You noted { $count ->
    [one] { $count } kind thing
   *[other] { $count } kind things
} that you did for others.
year-good = You noted { $count ->
    [one] { $count } good thing
   *[other] { $count } good things
} that came from others.
year-held = You held a line of your own { $count ->
    [one] { $count } time
   *[other] { $count } times
}.
year-milestones = You gave a name to { $count ->
    [one] { $count } day
   *[other] { $count } days
}.

## Labels
label-promises = Promises
label-started = Who got in touch
label-needs = Needs said aloud
label-care = Care
label-remarks = Beside the numbers
label-over-time = Over time
label-them = them
label-me = me
label-both = both
label-kept = kept
label-partly = partly
label-not-kept = not kept
label-asked = asked
label-met = met
label-received = received
label-given = given
label-of-them = of them
label-of-me = of me
label-their-share = their share
label-my-share = my share
label-behind = Behind each number
label-nothing = nothing noted
label-insights = Questions
label-meets = Who meets me
label-year = My year
label-energy = energy
label-worth = worth
label-seen = seen
label-secure = secure
label-equal = equal
label-safe-to-be-me = safe to be me
label-after = After seeing them
label-one-thing = One thing for both sides
label-people-who-help = People who help you
label-nobody-noted = nobody noted yet
label-a-contact = a contact
label-own = Questions of my own
label-for-you = Now something for you
