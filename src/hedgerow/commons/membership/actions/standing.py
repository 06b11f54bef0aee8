"""Who answers for whom, and which answer counts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.permissions import Actor

from ..customs import age_of_consent
from ..models import Assignment, Consent
from ..rules import answers_oneself


@dataclass(frozen=True, slots=True)
class Standing:
    """Who may answer for one person: that person alone, or the guardians too."""

    person: Person
    of_age: bool
    age: int


def is_guardian(by: Actor, ecosystem: Ecosystem, person: Person, at: datetime) -> bool:
    """Whether the actor answers for the person here on that day."""
    return person.pk in wards_among(by, ecosystem, [person], at)


def wards_among(
    by: Actor, ecosystem: Ecosystem, people: Collection[Person], at: datetime
) -> set[int]:
    """Ids of those of these people for whom the actor answers here on that day. One query."""
    day = day_in(ecosystem, at)
    ties = Guardian.objects.seeing().filter(
        ecosystem=ecosystem, guardian=by.person_id or 0, learner__in=[one.pk for one in people]
    )
    running = Q(ends__isnull=True) | Q(ends__gte=day)
    return set(ties.filter(running, starts__lte=day).values_list("learner_id", flat=True))


def standing_of(
    ecosystem: Ecosystem, people: Collection[Person], at: datetime
) -> dict[int, Standing]:
    """Who of these is of age here. Two queries."""
    day, age = day_in(ecosystem, at), age_of_consent(ecosystem)
    ids = [person.pk for person in people]
    roll = Assignment.objects.filter(ecosystem=ecosystem, role="learner", person__in=ids)
    learners = set(roll.values_list("person_id", flat=True))
    return {
        person.pk: Standing(
            person,
            answers_oneself(person.born, learns=person.pk in learners, age=age, on=day),
            age,
        )
        for person in people
    }


def newest(
    ecosystem: Ecosystem, ids: Collection[int], purposes: Collection[str]
) -> Mapping[tuple[int, str], Consent]:
    """The answer that counts, by person and purpose. One query."""
    rows = Consent.objects.filter(ecosystem=ecosystem, person__in=ids, purpose__in=purposes)
    found = rows.select_related("given_by").order_by("at", "pk")
    return {(row.person_id, row.purpose): row for row in found}
