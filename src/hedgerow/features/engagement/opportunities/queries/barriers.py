"""Why people cannot have a place that somebody gives them, asked for many at once."""

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from django.db.models import QuerySet

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.membership.actions.standing import standing_of
from hedgerow.commons.membership.errors import NeedsGuardian
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities.errors import (
    ConsentNeeded,
    NoMore,
    NotForThem,
)
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.errors import Refused

from .agreed import called, lacking_consent
from .fitting import held_by, suits

Pair = tuple[int, int]
"""An opportunity and a person."""
GIVEN = (Opportunity.State.OPEN, Opportunity.State.CLOSED)
"""States in which places are given by hand."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """What stands in somebody's way; ``lasts`` where no answer of theirs would change it."""

    error: Refused
    lasts: bool


def barriers(
    rows: Collection[Opportunity], people: Collection[Person], at: datetime,
    agreed: Set[Pair] = frozenset(), among: Collection[Pair] | None = None,
) -> dict[Pair, Barrier]:  # fmt: skip
    """What stands in the way of each to each of the opportunities, which are of one ecosystem.

    That places are given by invitation does not: whoever gives them invites, as a round does.

    ``agreed`` is for whom a guardian has said yes to what, ``among`` the pairs that are asked of where
    it is not all. Who has a place has nothing in the way but
    that it is over. A number of queries that does not grow.
    """
    if not rows or not people:
        return {}
    ecosystem, ids = next(iter(rows)).ecosystem, [one.pk for one in people]
    day, stands = day_in(ecosystem, at), standing_of(ecosystem, people, at)
    held, there = held_by(ecosystem, ids, day), placed_among(rows, ids, [SignUp.State.PLACED])
    asked = lacking_consent(rows, ids)
    known, whom = {row.pk: row for row in rows}, {one.pk: one for one in people}
    found: dict[Pair, Barrier] = {}
    for pair in product(known, whom) if among is None else among:
        row, one = known[pair[0]], whom[pair[1]]
        name, of_age = one.called or one.name, stands[one.pk].of_age
        error: Refused | None = None
        if row.state not in GIVEN:
            error = NoMore(title=row.said("title"))
        elif pair in there:
            continue
        elif not suits(row, one, held[one.pk], day, of_age):
            error = NotForThem(title=row.said("title"), name=name)
        if error is not None:
            found[pair] = Barrier(error, lasts=True)
        elif pair in asked:
            purpose = called(asked[pair], ecosystem.languages)
            found[pair] = Barrier(ConsentNeeded(name=name, purpose=purpose), lasts=False)
        elif row.guardian_agrees and not of_age and pair not in agreed:
            found[pair] = Barrier(NeedsGuardian(age=stands[one.pk].age), lasts=False)
    return found


def placed_among(
    rows: Collection[Opportunity], people: Collection[int],
    states: Iterable[str] = SignUp.HOLDING,
) -> set[Pair]:  # fmt: skip
    """Who of these has a place there, or as ``states`` say is kept one. Two queries."""
    kept = SignUp.objects.filter(
        opportunity__in=[row.pk for row in rows], person__in=people, state__in=states
    )
    by_activity = {row.activity_id: row.pk for row in rows if row.activity_id}
    enrolled = Enrolment.objects.filter(activity__in=by_activity, person__in=people, ends=None)
    return {
        *kept.values_list("opportunity_id", "person_id"),
        *((by_activity[activity], one) for activity, one in _pairs(enrolled)),
    }


def _pairs(rows: QuerySet[Enrolment]) -> list[Pair]:
    return list(rows.values_list("activity_id", "person_id"))
