"""Copying an opportunity, and repeating it on further days."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.features.engagement.opportunities import rules
from hedgerow.features.engagement.opportunities.errors import NoDay
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.searchable import KIND
from hedgerow.foundation import search
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import new_uuid

from . import running
from .checks import PLAIN, managed
from .telling import tell

MOST = 60
"""So many further days at once."""
SHAPE = tuple(name for name in PLAIN if name not in ("signup_opens", "signup_closes"))


@transaction.atomic
def copy_opportunity(opportunity: Opportunity, *, by: Actor, at: datetime) -> Opportunity:
    """Begin a draft that says the same, without anybody in it; when sign-up is open is said anew.

    Raises NotFound or NotPermitted.
    """
    row = managed(opportunity, by)
    copy = _like(row, {name: getattr(row, name) for name in SHAPE}, by, at)
    tell("copied", copy, by=by, at=at, of=str(row.uuid))
    return copy


@transaction.atomic
def repeat_opportunity(
    opportunity: Opportunity, days: Sequence[date], *, by: Actor, at: datetime
) -> list[Opportunity]:
    """Offer the same again on each of these first days, as one series; open if it is.

    All its dates move along. A day on which one of the series begins already is passed over.

    Raises NotFound, NotPermitted, NoDay, or Invalid for too many days.
    """
    row = managed(opportunity, by)
    if row.starts is None:
        raise NoDay(title=row.said("title"))
    if len(days) > MOST:
        raise Invalid({"days": [_("%(most)s days at most at once.") % {"most": MOST}]})
    if row.series is None:
        row.series = new_uuid()
        row.save(update_fields=["series"])
    there = set(Opportunity.objects.filter(series=row.series).values_list("starts", flat=True))
    new = []
    for day in sorted(set(days) - there - {row.starts}):
        moved = rules.shifted(vars(row), (day - row.starts).days)
        values = {name: getattr(row, name) for name in PLAIN} | moved
        new.append(_like(row, {**values, "series": row.series, "state": _state(row)}, by, at))
    for one in new:
        if one.state == Opportunity.State.OPEN:
            running.run(one, by, at)
            one.save()
    if new:
        about = [("opportunities.opportunity", one.uuid) for one in new]
        search.refresh(KIND, [one.pk for one in new])
        tell("repeated", row, by=by, at=at, about=about, times=len(new))
    return new


def _state(row: Opportunity) -> str:
    is_open = row.state == Opportunity.State.OPEN
    return Opportunity.State.OPEN if is_open else Opportunity.State.DRAFT


def _like(row: Opportunity, values: dict[str, Any], by: Actor, at: datetime) -> Opportunity:
    copy = Opportunity.objects.create(
        ecosystem=row.ecosystem,
        copied_from=row,
        created_at=at,
        changed_at=at,
        origin=by.origin,
        entered_by_id=by.person_id,
        **values,
    )
    copy.items.set(row.items.all())
    return copy
