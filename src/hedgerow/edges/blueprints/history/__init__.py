"""A simulated history: made-up people and partners, and what they did, through the real actions.

Everything is drawn from the blueprint's seed and counted back from the day of planting, so that
planting twice on one day gives the same, and a demo is never out of date.
"""

from hedgerow.edges.blueprints.plot import Plot, Step

from . import (
    belonging,
    calling_off,
    caring,
    cast,
    choosing,
    consenting,
    enrolling,
    families,
    meeting,
    mentoring,
    observing,
    offer,
    opportunities,
    partnering,
    parts,
    placing,
    progressing,
    proposing,
    reaching,
    register,
    rooms,
    safeguarding,
    standing,
    verifying,
)


def steps(plot: Plot) -> list[Step]:
    """The steps of a simulated history, in order; as many as there are sites for the registers."""
    told = (
        cast, belonging, standing, parts, reaching, partnering, offer, rooms, meeting, enrolling,
        register, calling_off, verifying, observing, progressing, consenting, opportunities, choosing, placing, mentoring, proposing, caring, families, safeguarding,
    )  # fmt: skip
    return [step for one in told for step in one.steps(plot)]
