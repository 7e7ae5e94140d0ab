# S3: I cannot make somebody value me. What I need, and whether I ever said it.
need=$(requite --json need add Mia "an evening without phones" | id)
requite need list Mia

# A hint is not asking; then I asked.
requite need asked "$need" --how hinted --date "a week ago"
requite need asked "$need"
requite need answer "$need" partly

# The mirror: what she needs of me.
requite need add Mia "more notice before I come" --theirs

# What I tried, step by step, and what came back.
tried=$(requite --json tried add Mia asked_clearly "said what I need" | id)
requite tried add Mia gave_time
requite tried answer "$tried" declined_kindly
requite tried list Mia
