"""Families: what guardians see and do for a child, and how those who teach stay in touch with them.

Its words: *child* (the learner as a guardian's page shows them), *message* (one template with its
blanks filled, sent to the guardians of a group, activity or site, to each in their language),
*copy* (what one of them received), *contact* (a call, visit or message that somebody noted, with its
*tone*), *emergency details* (whom to call, and what a child must not eat; shown on duty alone),
*decision of sight* (from the age of own consent a learner decides which guardian sees them).
"""
