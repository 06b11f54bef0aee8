"""Who answers for whom, and which answer counts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hedgerow.commons.ecosystems.clock import day_in, is_over, local_day
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.ties import with_ties
from hedgerow.foundation.permissions import Actor

from ..customs import age_of_consent, ages_of_consent
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


def of_age_among(
    pairs: Collection[tuple[Ecosystem, Person]], at: datetime
) -> frozenset[tuple[int, int]]:
    """Who of these answers for themselves there: ecosystem and person. At most two queries."""
    if not pairs:
        return frozenset()
    places = {place.pk: place for place, _who in pairs}
    ages = ages_of_consent(places)
    roll = Assignment.objects.filter(
        ecosystem__in=places, role="learner", person__in={who.pk for _place, who in pairs}
    )
    learners = set(roll.values_list("ecosystem_id", "person_id"))
    return frozenset(
        (place.pk, who.pk)
        for place, who in pairs
        if answers_oneself(
            who.born, learns=(place.pk, who.pk) in learners, age=ages[place.pk],
            on=day_in(places[place.pk], at),
        )
    )  # fmt: skip


def guarded_by(by: Actor, at: datetime) -> frozenset[tuple[int, int]]:
    """For whom the actor answers as a guardian that day: ecosystem and learner. One query."""
    known = with_ties(by).ties
    return frozenset(
        (one.ecosystem, one.learner)
        for one in (known.seeing if known else ())
        if one.starts <= local_day(at, one.zone) and not is_over(one.ends, one.zone, at)
    )


def answered_by(
    by: Actor, pairs: Collection[tuple[Ecosystem, Person]], at: datetime
) -> frozenset[tuple[int, int]]:
    """Of these those for whom the actor says yes or no: oneself from the age of own consent,
    until then one's wards. Three queries, however many."""
    if by.person_id is None or not pairs:
        return frozenset()
    of_age, wards = of_age_among(pairs, at), guarded_by(by, at)
    asked = {(place.pk, who.pk) for place, who in pairs}
    return frozenset(
        one for one in asked if (one in of_age if one[1] == by.person_id else one in wards - of_age)
    )


def newest(
    ecosystem: Ecosystem, ids: Collection[int], purposes: Collection[str]
) -> Mapping[tuple[int, str], Consent]:
    """The answer that counts, by person and purpose. One query."""
    rows = Consent.objects.filter(ecosystem=ecosystem, person__in=ids, purpose__in=purposes)
    found = rows.select_related("given_by").order_by("at", "pk")
    return {(row.person_id, row.purpose): row for row in found}
