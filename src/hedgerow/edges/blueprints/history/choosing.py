"""Rounds of choice: one that is over, with its places and answers, and one in which learners choose now."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from hedgerow.commons.people.models import Guardian
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step
from hedgerow.features.engagement.choice.actions import accept_place, close_round, run_round
from hedgerow.features.engagement.choice.models import Outcome, Round
from hedgerow.features.engagement.choice.simulating import simulate_rounds

from .partnering import acting

BEFORE = timedelta(hours=2)
"""What is made up happened before it was planted."""
AN_HOUR = timedelta(hours=1)
ACCEPTED = 6
"""So many have said yes to their place; the others have yet to answer."""


def steps(plot: Plot) -> Iterator[Step]:
    for number in range(len(plot.blueprint.rounds)):
        yield Step("rounds of choice", partial(_round, number=number))


def _round(plot: Plot, number: int) -> None:
    one, seed = plot.blueprint.rounds[number], plot.history.seed
    simulate_rounds(plot.ecosystem, [one], seed + number, by=SIMULATION, at=plot.at)
    row = Round.objects.get(ecosystem=plot.ecosystem, key=one.key)
    if one.key in plot.history.previewed:
        row = close_round(row, by=SIMULATION, at=plot.at - BEFORE)
        run_round(row, by=SIMULATION, at=plot.at - BEFORE)
    elif row.state == Round.State.PUBLISHED:
        _answers(plot, row)


def _answers(plot: Plot, row: Round) -> None:
    """Some families accept in the days after, always as many: who is placed where, the draw says."""
    placed = Outcome.objects.filter(round=row).exclude(offer=None).order_by("person__code")
    ties = Guardian.objects.filter(ecosystem=plot.ecosystem).order_by("-pk")
    guardians = dict(ties.values_list("learner", "guardian"))
    published = row.published_at or plot.at
    for number, one in enumerate(placed.select_related("person")[:ACCEPTED], 1):
        at = min(published + number * AN_HOUR, plot.at - BEFORE)
        family = acting(guardians.get(one.person_id, one.person_id))
        accept_place(row, one.person, by=family, at=at)
