"""What waits for somebody about agreements: one to answer, one that ends soon."""

from datetime import datetime, time

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import first_day_anywhere, moment_of
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from . import rules
from .models import Agreement
from .queries import renewed_among, sides_of

SHOWN = 60


def waiting_for(actor: Actor) -> list[Waiting]:
    """Proposals of the other side, then agreements in their last sixty days."""
    if actor.person_id is None:
        return []
    today = first_day_anywhere(timezone.now())
    rows = Agreement.objects.editable_by(actor).filter(not_closed())
    related = rows.select_related("ecosystem", "organisation")
    asked = related.filter(state=Agreement.State.PROPOSED)
    found = [
        _waiting(row, _("The other side asks you to agree"), None)
        for row in asked.order_by("proposed_at", "pk")[:SHOWN]
        if rules.may_answer(
            "network" if row.side == "network" else "partner", sides_of(actor, row),
            same_person=row.proposed_by_id == actor.person_id,
        )
    ]  # fmt: skip
    ending = related.filter(
        Q(ends__range=(today, today + rules.SOON)), state=Agreement.State.AGREED
    )
    renewed = renewed_among(ending)
    soon = list(ending.order_by("ends", "pk")[:SHOWN])
    return [
        *found,
        *(
            _waiting(row, _("Ends soon: renew it or let it end"), _end_of(row))
            for row in soon
            if row.pk not in renewed
        ),
    ]


def _end_of(row: Agreement) -> datetime | None:
    return moment_of(row.ecosystem, row.ends, time(12)) if row.ends else None


def _waiting(row: Agreement, why: str, due: datetime | None) -> Waiting:
    return Waiting(
        f"{row.title} · {row.organisation.name}",
        reverse("agreement", args=[row.ecosystem.slug, row.uuid]),
        row.ecosystem.name,
        why,
        due,
        zone=row.ecosystem.time_zone,
    )
