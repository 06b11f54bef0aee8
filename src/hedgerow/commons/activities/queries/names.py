"""Names on a register, and whom one finds by name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from hedgerow.commons.activities.models import Attendance, Enrolment, Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.queries import search
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

SHOWN, LOOKED_AT = 20, 200


def short_names(people: Sequence[Person]) -> dict[int, str]:
    """First names; where two are alike with initials, and the whole name where those are, too.

    All the initials: which of several family names is the first one differs between countries.
    """
    first = {one.pk: one.called or (one.name.split() or [""])[0] for one in people}
    alike = Counter(first.values())
    initial = {one.pk: f"{first[one.pk]} {_initials(one.name)}" for one in people}
    twice = Counter(initial[one.pk] for one in people if alike[first[one.pk]] > 1)
    names = {}
    for one in people:
        short = first[one.pk]
        if alike[short] > 1:
            short = initial[one.pk] if twice[initial[one.pk]] == 1 else one.name
        names[one.pk] = short
    return names


def _initials(name: str) -> str:
    return " ".join(f"{word[0]}." for word in name.split()[1:])


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody found by name."""

    uuid: UUID
    name: str


def found_by_name(actor: Actor, session: Session, name: str) -> list[Named]:
    """Persons of the ecosystem, as far as the actor may see them, whose name begins so.

    Those on the register already are left out; those of one name are told apart.
    """
    found = search(actor, session.ecosystem, name, limit=LOOKED_AT)
    wanted = {one.pk for one in found}
    there = set(places_on(session).filter(person__in=wanted).values_list("person_id", flat=True))
    marked = Attendance.objects.filter(session=session, person__in=wanted)
    there |= set(marked.values_list("person_id", flat=True))
    left = [one for one in found if one.pk not in there][:SHOWN]
    names = told_apart(actor, session.ecosystem, left, closely=True)
    return [Named(one.uuid, names[one.pk]) for one in left]


def learners_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Those who are learners there now, as far as the actor may see them."""
    roles = Assignment.objects.filter(ecosystem=ecosystem, role="learner", ends__isnull=True)
    seen = Person.objects.visible_to(actor).filter(pk__in=roles.values("person"))
    return seen.filter(erased_at__isnull=True)


def places_on(session: Session) -> QuerySet[Enrolment]:
    """The places that hold on the session's day."""
    return Enrolment.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=session.day),
        activity=session.activity_id,
        starts__lte=session.day,
    )


def person_row(actor: Actor, uuid: str) -> Person:
    """The person of that public id; raises NotFound unless the actor may see them."""
    try:
        row = Person.objects.visible_to(actor).filter(uuid=UUID(uuid)).first()
    except ValueError as error:
        raise NotFound from error
    if row is None:
        raise NotFound
    return row
