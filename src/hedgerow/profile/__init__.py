"""The profile: the seven features read together, from records and not from opinion.

Its words: a *measure* is defined once, as a table of units; a *reading* is its value at a date
with n, coverage and interval; a *level* 0-4 follows from published cuts, which are proposed and
unvalidated; a *snapshot* holds the readings of one ecosystem on one day. There is no overall
score, on purpose.
"""
