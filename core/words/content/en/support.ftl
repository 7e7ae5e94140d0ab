# The plain page of support, and the questions before a goodbye.
support-heading = Support
support-placeholders = These lines are only places to fill in. No number here has been checked.
support-checked = Checked on { $date }.
support-stale = Checked on { $date }, which is over a year ago. Please look for a newer one.
support-offer = There is a page with people to turn to. It stays in the menu.

gate-afraid = Would you be afraid of how they react?
gate-hurt = Have they ever hurt, threatened or cornered you?
gate-watched = Do they check your phone, your accounts, or where you are?
gate-depends = Do they control money, papers, a home or children that you depend on?
gate-nowhere = Would you have nowhere safe to go on the same day?
gate-worried = Does somebody you trust worry for your safety?
gate-free = You don't owe an explanation to someone who scares you.
