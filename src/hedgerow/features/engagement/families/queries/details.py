"""A learner's emergency details, and who may open them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hedgerow.commons.activities.models import Session
from hedgerow.commons.activities.permissions import MARK_ATTENDANCE
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from ..models import EmergencyContact, HealthNote


@dataclass(frozen=True, slots=True)
class ToCall:
    name: str
    relation: str
    phone: str


@dataclass(frozen=True, slots=True)
class Details:
    """Whom to call, the first first, and what must be known of health; ``at``: said when."""

    contacts: Sequence[ToCall]
    allergies: str
    medicines: str
    other: str
    at: datetime | None

    @property
    def is_empty(self) -> bool:
        return not (self.contacts or self.allergies or self.medicines or self.other)


def details_of(ecosystem: Ecosystem, learner: Person) -> Details:
    """What the family keeps here. Two queries; the caller says who may see it."""
    rows = EmergencyContact.objects.filter(ecosystem=ecosystem, learner=learner)
    note = HealthNote.objects.filter(ecosystem=ecosystem, learner=learner).first()
    return Details(
        [ToCall(row.name, row.relation, row.phone) for row in rows.order_by("position")],
        note.allergies if note else "",
        note.medicines if note else "",
        note.other if note else "",
        note.at if note else None,
    )


def is_on_duty(actor: Actor, session: Session) -> bool:
    """Whether the actor leads this session; where nobody does, who marks attendance at the site."""
    leads = session.substitute_id or session.activity.leader_id
    if leads is not None:
        mine = Session.objects.markable_by(actor).filter(pk=session.pk)
        return leads == actor.person_id and mine.exists()
    return actor.may_at(MARK_ATTENDANCE, session.ecosystem_id, session.activity.site_id)
