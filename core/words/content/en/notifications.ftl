# What may stand on a locked screen: three lines that name nobody and nothing. No slots, ever.
notify-write = A quiet minute, if you like.
notify-look-back = Something you set aside for now.
notify-small-thing = One small thing for today.
