"""Rounds of choice: one that is over, with its places, and one in which learners choose now."""

from collections.abc import Iterator
from functools import partial

from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step
from hedgerow.features.engagement.choice.simulating import simulate_rounds


def steps(plot: Plot) -> Iterator[Step]:
    for number in range(len(plot.blueprint.rounds)):
        yield Step("rounds of choice", partial(_round, number=number))


def _round(plot: Plot, number: int) -> None:
    one, seed = plot.blueprint.rounds[number], plot.history.seed
    simulate_rounds(plot.ecosystem, [one], seed + number, by=SIMULATION, at=plot.at)
