"""Whom a lead reaches about the person of whom a concern tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q

from hedgerow.commons.ecosystems.clock import perhaps_running
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.permissions import Actor

from ..models import Concern

MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Reached:
    """A guardian, and whether a court or the family keeps them away: such a one is not called."""

    name: str
    phone: str
    email: str
    barred: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the person learns, in which grade, and who answers for them; those barred last."""

    name: str
    school: str
    grade: str
    phone: str
    guardians: Sequence[Reached]


def reached(concern: Concern, by: Actor, at: datetime) -> list[Reach]:
    """For who may read the concern, which the caller says: the person it is about, or learners of
    the name that was written, of whom there may be several. Two queries each.

    A lead who is barred from the child is told of nobody.
    """
    people = Person.objects.filter(_meant(concern), not_barred(by, "pk"), erased_at=None)
    return [_of(concern.ecosystem, one, at) for one in people.order_by("name", "pk")[:MOST]]


def _meant(concern: Concern) -> Q:
    if concern.about_id is not None:
        return Q(pk=concern.about_id)
    written = concern.about_name.strip()
    if not written:
        return Q(pk__in=())
    learns = Assignment.objects.filter(ecosystem=concern.ecosystem, role="learner")
    called = Q(name__iexact=written) | Q(called__iexact=written)
    return called & Q(Exists(learns.filter(person=OuterRef("pk"))))


def _of(ecosystem: Ecosystem, person: Person, at: datetime) -> Reach:
    roles = Assignment.objects.filter(
        perhaps_running(at), ecosystem=ecosystem, person=person, role="learner"
    )
    learns = roles.select_related("organisation").order_by("-starts", "-pk").first()
    ties = Guardian.objects.filter(
        perhaps_running(at), ecosystem=ecosystem, learner=person, guardian__erased_at=None
    )
    rows = ties.select_related("guardian").order_by("barred", "guardian__sort_name", "pk")
    return Reach(
        person.name,
        learns.organisation.name if learns and learns.organisation else "",
        learns.grade if learns else "",
        person.phone,
        [
            Reached(one.guardian.name, one.guardian.phone, one.guardian.email, one.barred)
            for one in rows
        ],
    )
