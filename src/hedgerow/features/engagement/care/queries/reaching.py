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


def reached(concern: Concern, at: datetime) -> list[Reach]:
    """For who may read the concern, which the caller says: the person it is about, or learners of
    the name that was written, of whom there may be several. Two queries each."""
    if concern.about is not None:
        return [_of(concern.ecosystem, concern.about, at)]
    written = concern.about_name.strip()
    if not written:
        return []
    learns = Assignment.objects.filter(ecosystem=concern.ecosystem, role="learner")
    called = Q(name__iexact=written) | Q(called__iexact=written)
    people = Person.objects.filter(
        called, Exists(learns.filter(person=OuterRef("pk"))), erased_at=None
    )
    return [_of(concern.ecosystem, one, at) for one in people.order_by("name", "pk")[:MOST]]


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
