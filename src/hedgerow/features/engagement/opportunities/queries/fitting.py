"""Whether an opportunity is for somebody, by what is known of them here."""

from datetime import datetime

from django.db.models import Q

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities import rules
from hedgerow.features.engagement.opportunities.models import Opportunity


def fits(row: Opportunity, person: Person, at: datetime, *, of_age: bool) -> bool:
    """Whether the person is among those it is for. One query."""
    day = day_in(row.ecosystem, at)
    running = Q(ends__isnull=True) | Q(ends__gte=day)
    here = Assignment.objects.filter(running, ecosystem=row.ecosystem, person=person)
    roles, grades = set(), set()
    for role, grade in here.values_list("role", "grade"):
        roles.add(role)
        grades |= {grade} - {""}
    return (
        rules.fits_audience(row.audience, roles, of_age=of_age)
        and rules.fits_age(person.born, row.starts or day, row.age_from, row.age_to)
        and rules.fits_grade(row.grades, grades)
    )


def takes(row: Opportunity, at: datetime) -> bool:
    """Whether people may sign up at that moment."""
    is_open = row.state == Opportunity.State.OPEN and row.ecosystem.closed_on is None
    return rules.takes(vars(row), day_in(row.ecosystem, at), at, is_open=is_open)
