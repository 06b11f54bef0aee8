"""Placements: a learner at a host, from the request to the evaluation by both.

A *placement* is of a *kind*, which lists its *requirements*; once host and days are set each becomes a
*step* that somebody has to see to by a day. It begins when every step is done or waived. Hours are
logged by the day, confirmed or disputed by the *host*, and kept with the sessions of an activity once
they are confirmed.
"""
