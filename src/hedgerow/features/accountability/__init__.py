"""Shared accountability: whether what is told of the ecosystem is true, and leads to anything.

Its words: *sample* (records that a published seed draws), *source* (what a record was taken from:
a register on paper, another system, the word of somebody who was there), *verification* (the
share of drawn records that their source confirms). Samples themselves belong to the commons; this
app reads them and adds nothing of its own.
"""
