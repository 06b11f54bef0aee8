"""To whose guardians a message goes, and who may send there."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace, led_by
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.commons.records.models import learners_open_to
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .errors import TooManyFamilies
from .permissions import SEND_MESSAGES

Kind = Literal["group", "activity", "site", "learner", "ecosystem"]
KINDS: tuple[Kind, ...] = ("group", "activity", "site", "learner", "ecosystem")
MOST = 5_000
"""Of so many learners the families of a whole ecosystem are written to at once."""


@dataclass(frozen=True, slots=True)
class Audience:
    """A group, an activity, a site, one learner or all, by its id, and what it is called.

    ``place`` is what letters call it: of a learner, the school, which is ``site``.
    """

    kind: Kind
    pk: int
    uuid: UUID
    place: str
    site: int | None = None

    def columns(self) -> dict[str, int | None]:
        """The column of a message that names it; a learner stands in the copies alone, all in none."""
        if self.kind == "ecosystem":
            return {}
        return {"site_id": self.site} if self.kind == "learner" else {f"{self.kind}_id": self.pk}

    @property
    def kept(self) -> str:
        """To whom, as the message keeps it: without the name of a learner."""
        if self.kind != "learner":
            return self.place
        return _("one learner, %(place)s") % {"place": self.place}


def audience(by: Actor, ecosystem: Ecosystem, kind: str, uuid: UUID) -> Audience:
    """The one of that public id to whose guardians the actor may write; raises NotFound."""
    for one in KINDS:
        if one == kind:
            row = rows_of(by, ecosystem, one).filter(uuid=uuid).first()
            if isinstance(row, Person):
                return _learner(ecosystem, row)
            if row is not None:
                return Audience(one, row.pk, row.uuid, str(row))
    raise NotFound


def _learner(ecosystem: Ecosystem, who: Person) -> Audience:
    """The guardians of one learner, who is called by the school."""
    held = Assignment.objects.filter(
        ecosystem=ecosystem, person=who, role="learner", ends=None, organisation__isnull=False
    )
    first = held.select_related("organisation").order_by("pk").first()
    site = first.organisation if first else None
    place = site.name if site else ecosystem.said("name")
    return Audience("learner", who.pk, who.uuid, place, site.pk if site else None)


def learners_of(ecosystem: Ecosystem, at: Audience, by: Actor) -> list[int]:
    """Ids of the learners there today, of whom none bars the actor; raises NotFound if the actor
    may not write there, or TooManyFamilies."""
    if not rows_of(by, ecosystem, at.kind).filter(pk=at.pk).exists():
        raise NotFound
    found: QuerySet[Person]
    if at.kind == "group":
        places = GroupPlace.objects.filter(group=at.pk, leads=False, ends=None)
        found = Person.objects.filter(pk__in=places.values("person"))
    elif at.kind == "activity":
        joined = Enrolment.objects.filter(activity=at.pk, ends=None)
        found = Person.objects.filter(pk__in=joined.values("person"))
    elif at.kind == "learner":
        found = Person.objects.filter(pk=at.pk)
    else:
        roles = Assignment.objects.filter(ecosystem=ecosystem, role="learner", ends=None)
        there = roles if at.kind == "ecosystem" else roles.filter(organisation=at.pk)
        found = Person.objects.filter(pk__in=there.values("person"))
    seen = found.filter(not_barred(by, "pk"), erased_at=None)
    if at.kind == "ecosystem" and seen.order_by()[MOST : MOST + 1].exists():
        raise TooManyFamilies(most=MOST)
    return list(seen.values_list("pk", flat=True))


Row = Group | Activity | Organisation | Person | Ecosystem


def rows_of(by: Actor, ecosystem: Ecosystem, kind: Kind) -> QuerySet[Row]:
    """To whose guardians the actor may write, of one kind."""
    whole, sites = by.may(SEND_MESSAGES, ecosystem.pk), by.sites_with(SEND_MESSAGES, ecosystem.pk)
    found: QuerySet[Row]
    if kind == "learner":
        here = Assignment.objects.filter(ecosystem=ecosystem, role="learner", ends=None)
        near = learners_open_to(by, SEND_MESSAGES, ecosystem.pk)
        found = Person.objects.filter(near, pk__in=here.values("person"))
    elif kind == "group":
        led = led_by(by).filter(group__ecosystem=ecosystem)
        mine = Q() if whole else Q(organisation__in=sites) | Q(pk__in=led.values("group"))
        found = Group.objects.filter(mine, ecosystem=ecosystem, ends=None)
    elif kind == "activity":
        running = Activity.objects.filter(ecosystem=ecosystem, state=Activity.State.OPEN)
        found = running.open_to(by, SEND_MESSAGES)
    elif kind == "ecosystem":
        found = Ecosystem.objects.filter(Q() if whole else Q(pk__in=()), pk=ecosystem.pk)
    else:
        members = Q(memberships__ecosystem=ecosystem, memberships__ends=None)
        allowed = Q() if whole else Q(pk__in=sites)
        found = Organisation.objects.filter(members, allowed).distinct()
    return found
