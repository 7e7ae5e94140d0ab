# What the numbers allow to say. Slots are numbers, never names and never what somebody wrote.

## Too little noted
not-enough = Too little noted to say anything yet ({ $noted } of { $needed }, over { $days ->
    [one] { $days } day
   *[other] { $days } days
}).
too-close = Too little noted to say anything yet ({ $noted } in only { $days ->
    [one] { $days } day
   *[other] { $days } days
}).
too-old = Too little noted lately to say anything about now ({ $noted } in all).

## Promises, by them or by me
mixed = You noted { $partly ->
    [0] { $kept } kept, { $not } not
   *[other] { $kept } kept, { $partly } partly, { $not } not
}. That is mixed.
more-often-kept = You noted { $partly ->
    [0] { $kept } kept and { $not } not
   *[other] { $kept } kept, { $partly } partly and { $not } not
}. In what you noted, promises are usually kept.
more-often-not = You noted { $partly ->
    [0] { $kept } kept and { $not } not
   *[other] { $kept } kept, { $partly } partly and { $not } not
}. In what you noted, promises are more often not kept. This says what to expect, not why.
excused = { $count ->
    [one] { $count } was set aside as excused.
   *[other] { $count } were set aside as excused.
}
released = { $count ->
    [one] { $count } was let go.
   *[other] { $count } were let go.
}
still-open = { $count ->
    [one] { $count } is still open.
   *[other] { $count } are still open.
}
two-ways = { $count ->
    [one] { $count } is marked in two ways and counts nowhere until you choose.
   *[other] { $count } are marked in two ways and count nowhere until you choose.
}
unpromised = { $count ->
    [one] { $count } kind thing came without being promised.
   *[other] { $count } kind things came without being promised.
}

## Who gets in touch
starts-mostly-you = You noted who got in touch { $times ->
    [one] { $times } time
   *[other] { $times } times
}; they started { $them }{ $mutual ->
    [0] {""}
   *[other] , and { $mutual } came from both
}. Your own average with others: { $in-ten } in 10 started by you. Is that all right with you?
starts-mostly-you-plain = You noted who got in touch { $times ->
    [one] { $times } time
   *[other] { $times } times
}; they started { $them }{ $mutual ->
    [0] {""}
   *[other] , and { $mutual } came from both
}. In what you noted, you usually start. Is that all right with you?
starts-mostly-them = You noted who got in touch { $times ->
    [one] { $times } time
   *[other] { $times } times
}; they started { $them }{ $mutual ->
    [0] {""}
   *[other] , and { $mutual } came from both
}. In what you noted, they usually start. Is that all right with you?
starts-unclear = You noted who got in touch { $times ->
    [one] { $times } time
   *[other] { $times } times
}; they started { $them }{ $mutual ->
    [0] {""}
   *[other] , and { $mutual } came from both
}. That is not clearly one of you.

## Needs
needs-mine = You asked { $asked ->
    [one] { $asked } time
   *[other] { $asked } times
}; { $met ->
    [one] { $met } was met
   *[other] { $met } were met
}{ $partly ->
    [0] {""}
   *[other] , { $partly } partly
}.{ $silent ->
    [0] {""}
    [one] {" "}{ $silent } other need you never said aloud.
   *[other] {" "}{ $silent } other needs you never said aloud.
}
needs-theirs = They asked { $asked ->
    [one] { $asked } time
   *[other] { $asked } times
}; you met { $met }{ $partly ->
    [0] {""}
   *[other] , { $partly } partly
}.
needs-declined = { $count ->
    [one] { $count } was kindly declined.
   *[other] { $count } were kindly declined.
}
needs-not-asked = You have not asked for this yet.

## Care
care-mostly-you = You noted { $received } acts of care received and { $given } given. In what you noted, care goes more often from you to them. Is that all right with you?
care-mostly-them = You noted { $received } acts of care received and { $given } given. In what you noted, care comes more often from them to you. Is that all right with you?
care-unclear = You noted { $received } acts of care received and { $given } given. That is not clearly one of you.

## Questions about the notes
change = The notes before and after { $part ->
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
after-lower = After seeing them you usually noted feeling lower than on other days ({ $notes } notes).
after-higher = After seeing them you usually noted feeling better than on other days ({ $notes } notes).
after-unclear = After seeing them you noted much the same as on other days ({ $notes } notes).
one-sided = The last 6 notes point one way. Anything that points the other way, even small?
hard-days = Most of these were written on hard days.
hard-days-many = More of these than usual were written on hard days.
gap-longer = The last contact you noted was { $days ->
    [one] { $days } day
   *[other] { $days } days
} ago. Nine of ten gaps before were at most { $usual ->
    [one] { $usual } day
   *[other] { $usual } days
}.
gap-usual = The last contact you noted was { $days ->
    [one] { $days } day
   *[other] { $days } days
} ago. That is as usual between you.
trend-rising = Over { $weeks } weeks of notes, this went up.
trend-falling = Over { $weeks } weeks of notes, this went down.
trend-unclear = Over { $weeks } weeks of notes, this shows no clear direction.
one-thing-they-did = One thing they did do?
one-thing-i-did-not = One thing I didn't?

## How to read a page
how-to-read = These are your own notes, not everything that happened. The counts come first; the range shows what would fit them.
range = Between { $low } and { $high } of 100 would fit these notes.
