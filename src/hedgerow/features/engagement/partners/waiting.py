"""What waits for somebody about agreements: one to answer, one that ends soon."""

from datetime import datetime, time

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import first_day_anywhere, moment_of
from hedgerow.commons.ecosystems.models import not_closed
from hedgerow.commons.people.doors import Part, asked
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from . import rules
from .models import Agreement
from .queries import sides_of

SHOWN = 60


def parts(actor: Actor) -> list[Part]:
    """Of "my week": proposals of the other side, then agreements in their last sixty days."""
    return [Part(_to_answer, [_proposed(actor)]), Part(_soon_over, [_ending(actor)])]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _proposed(actor: Actor) -> QuerySet[Agreement]:
    return Agreement.objects.editable_by(actor).filter(state=Agreement.State.PROPOSED)


def _ending(actor: Actor) -> QuerySet[Agreement]:
    today = first_day_anywhere(timezone.now())
    rows = Agreement.objects.editable_by(actor).filter(state=Agreement.State.AGREED)
    return rows.filter(ends__range=(today, today + rules.SOON))


def _open(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    return rows.filter(not_closed()).select_related("ecosystem", "organisation")


def _to_answer(actor: Actor) -> list[Waiting]:
    return [
        _waiting(row, _("The other side asks you to agree"), None)
        for row in _open(_proposed(actor)).order_by("proposed_at", "pk")[:SHOWN]
        if rules.may_answer(
            "network" if row.side == "network" else "partner", sides_of(actor, row),
            same_person=row.proposed_by_id == actor.person_id,
        )
    ]  # fmt: skip


def _soon_over(actor: Actor) -> list[Waiting]:
    following = Agreement.objects.filter(renews=OuterRef("pk"), state=Agreement.State.AGREED)
    rows = _open(_ending(actor)).annotate(is_renewed=Exists(following))
    return [
        _waiting(row, _("Ends soon: renew it or let it end"), _end_of(row))
        for row in rows.order_by("ends", "pk")[:SHOWN]
        if not row.is_renewed
    ]


def _end_of(row: Agreement) -> datetime | None:
    return moment_of(row.ecosystem, row.ends, time(12)) if row.ends else None


def _waiting(row: Agreement, why: str, due: datetime | None) -> Waiting:
    return Waiting(
        f"{row.said('title')} · {row.organisation.name}",
        reverse("agreement", args=[row.ecosystem.slug, row.uuid]),
        row.ecosystem.where,
        why,
        due,
        zone=row.ecosystem.time_zone,
    )
