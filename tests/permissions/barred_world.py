"""An ecosystem in which much is kept about one child, and somebody who holds every role in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings

from hedgerow.commons.activities.models import Activity, Enrolment, Note, Session
from hedgerow.commons.bodies.models import Seat
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership.models import (
    Assignment,
    ConsentPurpose,
    Group,
    OrganisationMembership,
)
from hedgerow.commons.membership.tests.factories import actor, assigned
from hedgerow.commons.observations.models import SampledRecord
from hedgerow.commons.people.models import Guardian, Merge, Organisation, Person, PopulationGroup
from hedgerow.features.engagement.choice.models import Offer as Seats
from hedgerow.features.engagement.choice.models import Round
from hedgerow.features.engagement.mentoring.models import (
    Need,
    Offer,
    Pairing,
    Proposal,
    SessionNote,
)
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.placements.models import (
    HoursEntry,
    Placement,
    PlacementKind,
    Step,
)
from hedgerow.foundation.permissions import Actor

from .barred_rows import engagement, work
from .cast import AT, DAY, STARTS, Planted

LATER = DAY + timedelta(days=1)


@dataclass(slots=True)
class World:
    """An ecosystem with rows about one child, and somebody who holds every role in it."""

    home: Planted
    child: Person
    other: Person
    by: Actor
    rows: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.rows[name]

    @property
    def how(self) -> dict[str, Any]:
        return {"by": self.by, "at": AT}


MODELS: Mapping[str, Any] = {
    "activity": Activity, "session": Session, "enrolment": Enrolment, "group": Group, "seat": Seat,
    "purpose": ConsentPurpose, "drawn": SampledRecord, "merge": Merge, "item": Item,
    "population_group": PopulationGroup, "round": Round, "offer": Seats, "wish": Need, "help": Offer,
    "pair": Pairing, "note": SessionNote, "session_note": Note, "proposal": Proposal, "opportunity": Opportunity,
    "sign_up": SignUp, "placement": Placement, "placement_kind": PlacementKind, "step": Step,
}  # fmt: skip


def world(home: Planted) -> World:
    """The cast's ecosystem, further rows about the child, and every role for the convener."""
    own, names, child = home.ecosystem, home.names, home.persons["learner"]
    ada = home.persons["convener"]
    school, office = (
        Organisation.objects.get(uuid=names[one]) for one in ("organisation", "partner")
    )
    OrganisationMembership.objects.create(ecosystem=own, organisation=office, starts=STARTS)
    for role in settings.HEDGEROW_ROLES:
        for place in (school, office, *(() if role == "convener" else (None,))):
            assigned(ada, role, own, place)
    tie = Guardian.objects.create(ecosystem=own, guardian=ada, learner=child, starts=STARTS)
    rows = {name: model.objects.get(uuid=names[name]) for name, model in MODELS.items()}
    rows["entry_of_hours"] = HoursEntry.objects.get(ecosystem=own)
    child.code, child.born = "L-1", None
    child.save()
    own.collects_groups = True
    own.save()
    rows |= {"own": own, "school": school, "office": office, "tie": tie, "ada": ada}
    Pairing.objects.filter(pk=rows["pair"].pk).update(state="agreed")
    Offer.objects.filter(ecosystem=own, kind="mentoring").update(person=ada)
    SessionNote.objects.filter(ecosystem=own).update(author=ada)
    Note.objects.filter(ecosystem=own).update(author=ada)
    going = Activity.objects.create(
        ecosystem=own, kind=rows["activity"].kind, title="At the host", starts=STARTS, created_at=AT
    )  # fmt: skip
    Placement.objects.filter(ecosystem=own).update(activity=going)
    Assignment.objects.filter(person=child, role="learner").update(grade="5")
    rows |= work(child, rows) | engagement(child, rows)
    other = Person.objects.get(uuid=names["other_person"])
    return World(home, child, other, actor(ada), rows)
