"""Shared norms and collaborative work: who does things together.

Its words: *joint activity* (an activity that two organisations or more delivered, in a session that
was held), *tie* (two members with two joint activities or more in twelve months), *confirmed*
(the other side, or a kind that needs no confirmation), *hub* (the member with most ties),
*community* (members with more ties among themselves than with others). The activities themselves
belong to the commons; this app reads them and adds nothing of its own.
"""
