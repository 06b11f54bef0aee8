"""Whether an opportunity is for somebody, by what is known of them here."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities import rules
from hedgerow.features.engagement.opportunities.models import Opportunity


@dataclass(frozen=True, slots=True)
class Held:
    """The roles and the grades that somebody has in the ecosystem."""

    roles: set[str] = field(default_factory=set)
    grades: set[str] = field(default_factory=set)


def held_by(ecosystem: Ecosystem, people: Collection[int], day: date) -> dict[int, Held]:
    """What each of these people holds here that day. One query."""
    running = Q(ends__isnull=True) | Q(ends__gte=day)
    here = Assignment.objects.filter(running, ecosystem=ecosystem, person__in=people)
    found: dict[int, Held] = {person: Held() for person in people}
    for person, role, grade in here.values_list("person", "role", "grade"):
        found[person].roles.add(role)
        found[person].grades.update({grade} - {""})
    return found


def fits(row: Opportunity, person: Person, at: datetime, *, of_age: bool) -> bool:
    """Whether the person is among those it is for. One query."""
    day = day_in(row.ecosystem, at)
    return suits(row, person, held_by(row.ecosystem, [person.pk], day)[person.pk], day, of_age)


def suits(row: Opportunity, person: Person, held: Held, day: date, of_age: bool) -> bool:
    """The same of somebody of whom is known what they hold. No query."""
    return (
        rules.fits_audience(row.audience, held.roles, of_age=of_age)
        and rules.fits_age(person.born, row.starts or day, row.age_from, row.age_to)
        and rules.fits_grade(row.grades, held.grades)
    )


def takes(row: Opportunity, at: datetime) -> bool:
    """Whether people may sign up at that moment."""
    is_open = row.state == Opportunity.State.OPEN and row.ecosystem.closed_on is None
    return rules.takes(vars(row), day_in(row.ecosystem, at), at, is_open=is_open)
