"""Emergency details: kept by the family, opened on duty, each opening noted."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Enrolment, Session
from hedgerow.commons.activities.rules import on_duty
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation import journal
from hedgerow.foundation.accesslog.actions import opened
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import NotOnDuty
from ..models import EmergencyContact, HealthNote
from ..queries.details import Details, details_of, is_on_duty
from .reach import speaks_for

MOST = 5
OPENED = "families.emergency"
HEALTH = ("allergies", "medicines", "other")


@transaction.atomic
def keep_details(
    ecosystem: Ecosystem,
    learner: Person,
    contacts: Sequence[Mapping[str, str]],
    health: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Keep whom to call (name, relation, phone; the first first) and what must be known of health.

    By a guardian or the learner. Raises NotFound to everybody else, or Invalid.
    """
    speaks_for(ecosystem, learner, by, at)
    rows = [row for row in contacts if any(value.strip() for value in row.values())]
    if len(rows) > MOST:
        raise Invalid({"contacts": [_("Five people at most.")]})
    if any(not row.get("name", "").strip() or not row.get("phone", "").strip() for row in rows):
        raise Invalid({"contacts": [_("Say of each a name and a telephone number.")]})
    Person.objects.select_for_update(no_key=True).get(pk=learner.pk)  # both parents at once
    EmergencyContact.objects.filter(ecosystem=ecosystem, learner=learner).delete()
    EmergencyContact.objects.bulk_create(
        EmergencyContact(
            ecosystem=ecosystem, learner=learner, position=number,
            name=row["name"].strip()[:120], phone=row["phone"].strip()[:40],
            relation=row.get("relation", "").strip()[:60],
        )
        for number, row in enumerate(rows, 1)
    )  # fmt: skip
    said = {name: health.get(name, "").strip()[:500] for name in HEALTH}
    HealthNote.objects.update_or_create(
        ecosystem=ecosystem, learner=learner, defaults={**said, "by_id": by.person_id, "at": at}
    )
    journal.record(
        "families.details_kept", by=by, at=at, ecosystem=ecosystem.pk,
        subjects=[("people.person", learner.uuid)], payload={},
    )  # fmt: skip


def open_details(session: Session, learner: Person, *, by: Actor, at: datetime) -> Details:
    """Show a learner's emergency details to who is on duty for this session now, and note it.

    Raises NotFound for a learner without a place that day or from whom one is barred, or NotOnDuty.
    """
    places = Enrolment.objects.filter(
        not_barred(by, "person"),
        activity=session.activity_id,
        person=learner,
        starts__lte=session.day,
    )
    if not places.exclude(ends__lt=session.day).exists():
        raise NotFound
    if not is_on_duty(by, session) or not on_duty(session.starts_at, session.minutes, at):
        raise NotOnDuty
    opened(learner.pk, by=by, at=at, what=OPENED, ecosystem=session.ecosystem_id)
    return details_of(session.ecosystem, learner)
