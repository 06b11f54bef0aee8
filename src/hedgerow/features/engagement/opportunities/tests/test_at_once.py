"""Many who sign up at the very same moment: no more of them get a place than there are."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.membership.tests.conftest import database_of_threads
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.permissions import Actor

from .factories import NOW, valley

__all__ = ["database_of_threads"]
SIX, PLACES = 6, 2


def _closing(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connection.close()


def alone(act: Callable[[], Any]) -> Any:
    """What the act returns, in a thread of its own."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(_closing, act).result()


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """What each of six who act at the same moment is answered."""
    together = Barrier(SIX)

    def one(number: int) -> Any:
        together.wait(20)
        return act(number)

    with ThreadPoolExecutor(SIX) as threads:
        return list(threads.map(lambda n: _closing(lambda: one(n)), range(SIX)))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_six_at_once_get_two_places_and_four_wait_and_two_who_leave_are_followed_by_two(
    database_of_threads: None,
) -> None:
    def planted() -> tuple[Opportunity, list[Person]]:
        aspen = valley(learners=SIX)
        return aspen.offer(capacity=PLACES, guardian_agrees=False), aspen.learners

    def stand() -> Counter[str]:
        return Counter(SignUp.objects.values_list("state", flat=True))

    def counted() -> tuple[int, int]:
        taken = Opportunity.objects.values_list("taken", flat=True).get()
        return taken, Enrolment.objects.filter(ends=None).count()

    row, people = alone(planted)
    grants = {row.ecosystem_id: frozenset({"ecosystems.ecosystem:view"})}
    actors = [Actor(person_id=one.pk, grants=grants) for one in people]
    at_once(lambda n: actions.sign_up(row, people[n], by=actors[n], at=NOW).state)
    assert alone(stand) == {"placed": PLACES, "waiting": SIX - PLACES}
    assert alone(counted) == (PLACES, PLACES)

    def leave(number: int) -> None:
        mine = SignUp.objects.get(person=people[number])
        if mine.state == "placed":
            actions.withdraw(mine, by=actors[number], at=NOW)

    at_once(leave)
    assert alone(stand) == {"left": PLACES, "offered": PLACES, "waiting": SIX - 2 * PLACES}
    assert alone(counted) == (PLACES, 0)
