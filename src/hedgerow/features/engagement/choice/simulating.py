"""Rounds of choice of a simulated history: made-up learners choose, and what is over is run."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor

from . import actions
from .models import Offer, Round
from .planting import ChoiceRound, plan_one
from .queries.choosers import choosers
from .simulated_offers import offered_in

DRAWS = 200


def simulate_rounds(
    ecosystem: Ecosystem, rounds: Sequence[ChoiceRound], seed: int, *, by: Actor, at: datetime
) -> None:
    """Let made-up learners choose, and run what is over; each act at its moment."""
    for number, one in enumerate(rounds):
        begun = at - timedelta(days=one.begins)
        among = offered_in(ecosystem, one, by=by, at=min(begun, at))
        row = plan_one(ecosystem, one, by=by, at=begun, first=begun, opportunities=among)
        if begun > at:
            continue
        actions.open_round(row, by=by, at=begun, seed=f"{one.key}-{seed}")
        _choose(row, one, random.Random(f"{seed}:{number}"), by=by, at=begun)  # noqa: S311
        over = begun + timedelta(days=one.days + 1)
        if over > at:
            row.refresh_from_db()
            actions.reckon_chances(row, at=at, draws=DRAWS)
            continue
        actions.run_round(row, by=by, at=over)
        actions.publish_round(row, by=by, at=over + timedelta(hours=1))


def _choose(row: Round, one: ChoiceRound, drawn: random.Random, *, by: Actor, at: datetime) -> None:
    """Lists in which some offers are wished for more than others, as it is everywhere."""
    offers = list(
        Offer.objects.filter(round=row).order_by("position").values_list("uuid", flat=True)
    )
    people = list(choosers(row, day_in(row.ecosystem, at)).order_by("code", "pk"))
    weights = [drawn.random() ** 2 + 0.05 for _ in offers]
    for person in people:
        if drawn.random() > one.share:
            continue
        order = sorted(range(len(offers)), key=lambda o: -(drawn.random() ** (1 / weights[o])))
        length = drawn.randint(2, min(one.most_wishes, len(offers)))
        wishes = [offers[o] for o in order[:length]]
        actions.save_list(
            row, person, wishes, by=by, at=at + timedelta(hours=drawn.randint(1, 200))
        )
