"""Chances before the last day, by drawing many times; and rounds whose last day is over."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

import numpy as np
from django.db import transaction

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import change_all

from ..models import Round, Wish
from ..queries.composing import composed
from ..rules.chances import DRAWS, chances
from .checks import State, is_over
from .opening import close_round


def reckon_chances(
    row: Round, *, at: datetime, draws: int = DRAWS, told: Callable[[int, int], None] | None = None
) -> int:
    """Reckon how likely each wish of an open round is, by the lists so far; how many were told.

    With fewer lists than the ecosystem's threshold none is told, as it would say what others wish.
    The draws are others than the one that will count: they do not come from its seed.
    """
    if row.state != State.OPEN:
        return 0
    made = composed(row, day_in(row.ecosystem, at), at)
    wishes = Wish.objects.filter(wish_list__round=row)
    if len(made.lists) < row.ecosystem.threshold:
        return wishes.exclude(chance=None).update(chance=None) * 0
    seed = int.from_bytes(sha256(f"{row.uuid}:{len(made.lists)}".encode()).digest()[:8])
    shares = np.rint(chances(made.of, seed=seed, draws=draws, told=told) * 100).astype(int)
    place = {one.pk: learner for learner, one in enumerate(made.lists)}
    offers = {one.pk: at for at, one in enumerate(made.offers)}
    changed = []
    with transaction.atomic():
        Round.objects.select_for_update().filter(pk=row.pk).first()
        for wish in wishes.order_by("wish_list_id", "position").iterator(5_000):
            learner = place.get(wish.wish_list_id)
            if learner is None:
                continue
            entry = np.flatnonzero(made.of.wishes[learner] == offers[wish.offer_id])
            if len(entry) and made.positions[learner, entry[0]] == wish.position:
                wish.chance = int(shares[learner, entry[0]])
                changed.append(wish)
        change_all(Wish, changed, ("chance",))
        Round.objects.filter(pk=row.pk).update(chances_at=at)
    return len(changed)


def close_overdue(*, by: Actor, at: datetime) -> int:
    """Close the open rounds whose last day is over; how many."""
    rows = Round.objects.filter(not_closed(), state=State.OPEN).select_related("ecosystem")
    over = [row for row in rows if is_over(row, at)]
    for row in over:
        close_round(row, by=by, at=at)
    return len(over)
