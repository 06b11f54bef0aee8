"""Whom one can tell in confidence that one fears for a child; nobody has had to so far."""

from collections.abc import Iterator
from random import Random

from hedgerow.commons.membership.actions import assign_many
from hedgerow.commons.people.actions import save_people
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .naming import person

LEAD = "safeguarding_lead"


def steps(plot: Plot) -> Iterator[Step]:
    if plot.history.safeguarding:
        yield Step("safeguarding lead", _lead)


def _lead(plot: Plot) -> None:
    code = codes.adult(LEAD, 0)
    chance = Random(f"{plot.history.seed}:{LEAD}")
    told = person(plot, LEAD, 0, next(iter(plot.history.pools)), chance)
    save_people(plot.ecosystem, [{"code": code, **told.row}], by=SIMULATION, at=plot.began)
    known = codes.people(plot.ecosystem, [code])
    row = {"person_id": known[code], "role": LEAD, "starts": plot.began_on}
    assign_many(plot.ecosystem, [row], by=SIMULATION, at=plot.began)
