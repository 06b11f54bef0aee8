"""To whose guardians a message goes, and who may send there."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace, led_by
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .permissions import SEND_MESSAGES

Kind = Literal["group", "activity", "site"]
KINDS: tuple[Kind, ...] = ("group", "activity", "site")


@dataclass(frozen=True, slots=True)
class Audience:
    """A group, an activity or a site by its id, and what it is called."""

    kind: Kind
    pk: int
    uuid: UUID
    place: str

    def columns(self) -> dict[str, int]:
        """The column of a message that names it."""
        return {f"{self.kind}_id": self.pk}


def audience(by: Actor, ecosystem: Ecosystem, kind: str, uuid: UUID) -> Audience:
    """The one of that public id to whose guardians the actor may write; raises NotFound."""
    for one in KINDS:
        if one == kind:
            row = _rows(by, ecosystem, one).filter(uuid=uuid).first()
            if row is not None:
                return Audience(one, row.pk, row.uuid, str(row))
    raise NotFound


def audiences(by: Actor, ecosystem: Ecosystem, most: int = 200) -> dict[Kind, list[Audience]]:
    """All to which the actor may write, by name. Three queries."""
    order = {"group": "name", "activity": "title", "site": "name"}
    return {
        kind: [
            Audience(kind, row.pk, row.uuid, str(row))
            for row in _rows(by, ecosystem, kind).order_by(order[kind], "pk")[:most]
        ]
        for kind in KINDS
    }


def learners_of(ecosystem: Ecosystem, at: Audience, by: Actor) -> list[int]:
    """Ids of the learners there today, of whom none bars the actor; raises NotFound if the actor
    may not write there."""
    if not _rows(by, ecosystem, at.kind).filter(pk=at.pk).exists():
        raise NotFound
    found: QuerySet[Person]
    if at.kind == "group":
        places = GroupPlace.objects.filter(group=at.pk, leads=False, ends=None)
        found = Person.objects.filter(pk__in=places.values("person"))
    elif at.kind == "activity":
        joined = Enrolment.objects.filter(activity=at.pk, ends=None)
        found = Person.objects.filter(pk__in=joined.values("person"))
    else:
        roles = Assignment.objects.filter(
            ecosystem=ecosystem, organisation=at.pk, role="learner", ends=None
        )
        found = Person.objects.filter(pk__in=roles.values("person"))
    return list(found.filter(not_barred(by, "pk"), erased_at=None).values_list("pk", flat=True))


def _rows(by: Actor, ecosystem: Ecosystem, kind: Kind) -> QuerySet[Group | Activity | Organisation]:
    whole, sites = by.may(SEND_MESSAGES, ecosystem.pk), by.sites_with(SEND_MESSAGES, ecosystem.pk)
    found: QuerySet[Group | Activity | Organisation]
    if kind == "group":
        led = led_by(by).filter(group__ecosystem=ecosystem)
        mine = Q() if whole else Q(organisation__in=sites) | Q(pk__in=led.values("group"))
        found = Group.objects.filter(mine, ecosystem=ecosystem, ends=None)
    elif kind == "activity":
        running = Activity.objects.filter(ecosystem=ecosystem, state=Activity.State.OPEN)
        found = running.open_to(by, SEND_MESSAGES)
    else:
        members = Q(memberships__ecosystem=ecosystem, memberships__ends=None)
        allowed = Q() if whole else Q(pk__in=sites)
        found = Organisation.objects.filter(members, allowed).distinct()
    return found
