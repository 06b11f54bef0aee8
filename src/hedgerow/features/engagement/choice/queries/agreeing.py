"""What has to be agreed to before somebody placed by a round is enrolled, for "my week"."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from ..models import Outcome
from .barred import in_the_way
from .enrolled import unenrolled

SHOWN: Final = 20


def to_agree(actor: Actor, placed: QuerySet[Outcome], now: datetime) -> Iterable[Waiting]:
    """A line for each place that waits for an answer, with what to do."""
    rows = Outcome.objects.visible_to(actor).filter(not_closed("round__ecosystem"), pk__in=placed)
    related = rows.select_related("round__ecosystem", "person").order_by("pk")[:SHOWN]
    for row in dict.fromkeys(one.round for one in related):
        waiting = list(unenrolled().filter(round=row, pk__in=placed)[:SHOWN])
        stands = in_the_way(row, waiting, now)
        for one in waiting:
            if one.pk not in stands or stands[one.pk].lasts:
                continue
            error = stands[one.pk].error
            url = reverse("choice-learner", args=[row.ecosystem.slug, row.uuid, one.person.uuid])
            why = f"{error} {error.next_step}"
            yield Waiting(
                row.said("title"), url, row.ecosystem.where, why, zone=row.ecosystem.time_zone
            )
