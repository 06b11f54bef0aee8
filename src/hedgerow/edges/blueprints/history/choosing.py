"""Rounds of choice: one that is over, with its places, and one in which learners choose now."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step
from hedgerow.features.engagement.choice.actions import close_round, run_round
from hedgerow.features.engagement.choice.models import Round
from hedgerow.features.engagement.choice.simulating import simulate_rounds

BEFORE = timedelta(hours=2)
"""What is made up happened before it was planted."""


def steps(plot: Plot) -> Iterator[Step]:
    for number in range(len(plot.blueprint.rounds)):
        yield Step("rounds of choice", partial(_round, number=number))


def _round(plot: Plot, number: int) -> None:
    one, seed = plot.blueprint.rounds[number], plot.history.seed
    simulate_rounds(plot.ecosystem, [one], seed + number, by=SIMULATION, at=plot.at)
    if one.key in plot.history.previewed:
        row = Round.objects.get(ecosystem=plot.ecosystem, key=one.key)
        row = close_round(row, by=SIMULATION, at=plot.at - BEFORE)
        run_round(row, by=SIMULATION, at=plot.at - BEFORE)
