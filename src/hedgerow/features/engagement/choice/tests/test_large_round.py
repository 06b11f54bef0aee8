"""A round of 5,000 learners and 16 offers is run, looked at and refilled by sets."""

import random
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.choice import actions, queries
from hedgerow.features.engagement.choice.models import Outcome, Run, Wish, WishList
from hedgerow.features.engagement.choice.queries.composing import composed, frozen, lots_of
from hedgerow.features.engagement.choice.rules.committing import ticket_of
from hedgerow.features.engagement.choice.rules.rounds import lottery
from hedgerow.features.engagement.choice.rules.stability import judge

from .factories import LATER, NOW, SEED, STEWARD, Made, a_round
from .rounds import slowly

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LEARNERS, OFFERS = 5_000, 16


def large() -> Made:
    titles = [(f"P{n:02}", 290) for n in range(OFFERS)]
    made = a_round(0, titles, most_wishes=OFFERS)
    given = {"kept_by": made.ecosystem, "created_at": NOW}
    people = Person.objects.bulk_create(
        Person(name=f"Bo {n}", sort_name=f"bo {n:05}", **given) for n in range(LEARNERS)
    )
    Assignment.objects.bulk_create(
        Assignment(ecosystem=made.ecosystem, person=one, role="learner", organisation=made.school,
                   grade="8", starts=NOW.date())
        for one in people
    )  # fmt: skip
    actions.save_criterion(
        made.row, {"title": "Here", "kind": "grade", "grades": ["8"]}, by=STEWARD, at=NOW
    )
    lists = WishList.objects.bulk_create(
        WishList(round=made.row, person=one, ticket=ticket_of(made.row.uuid, one.uuid),
                 saved_at=NOW)
        for one in people
    )  # fmt: skip
    drawn = random.Random(5)
    offers = list(made.offers.values())
    rows = []
    for one in lists:
        order = drawn.sample(offers, OFFERS)
        rows += [Wish(wish_list=one, offer=offer, position=at) for at, offer in enumerate(order, 1)]
    Wish.objects.bulk_create(rows, 5_000)
    return made


def statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def count_tables() -> None:
    """As the servers do by themselves after many rows; until then PostgreSQL plans for empty tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.sqlite  # how many are asked does not depend on the database
def test_no_statement_is_asked_for_each_of_five_thousand() -> None:
    made = large()
    count_tables()
    assert statements(lambda: actions.run_round(made.row, by=STEWARD, at=LATER)) < 300
    count_tables()
    run = Run.objects.get()
    assert (run.learners, run.placed, run.blocking) == (LEARNERS, OFFERS * 290, 0)
    assert statements(lambda: actions.publish_round(made.row, by=STEWARD, at=LATER)) < 100
    count_tables()
    assert statements(lambda: queries.round_page(STEWARD, made.fresh())) < 50
    assert statements(lambda: queries.figures_page(made.fresh())) < 50
    placed = Outcome.objects.filter(offer__isnull=False).select_related("person").first()
    assert placed
    who = placed.person
    assert statements(lambda: actions.give_back(made.row, who, by=STEWARD, at=LATER)) < 100


@given(
    lists=st.lists(st.permutations("ABC").flatmap(
        lambda own: st.integers(1, 3).map(lambda n: "".join(own[:n]))), min_size=1, max_size=5)
)  # fmt: skip
@settings(
    max_examples=15, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_a_run_gives_what_the_slow_and_obvious_way_gives(lists: list[str]) -> None:
    made = a_round(len(lists))
    made.run(*lists)
    found = composed(made.fresh(), NOW.date(), NOW)
    lots = lottery(SEED, found.tickets())
    places = slowly(found.of, lots)
    expected = {
        one.person.name: found.offers[place].title if place >= 0 else ""
        for one, place in zip(found.lists, places, strict=True)
    }
    assert made.places() == expected
    kept = frozen(made.fresh())
    assert (lots_of(kept.lists) == lots).all()
    assert judge(kept.of, lots, lots * 0 + [*places]).is_stable
