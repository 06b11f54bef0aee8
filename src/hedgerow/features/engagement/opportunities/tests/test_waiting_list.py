"""The waiting list: in order, never more than there are places, whatever comes between."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.commons.activities.actions import end_place
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.errors import NothingToAnswer
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

from .factories import NOW, Valley, valley

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


@pytest.fixture
def aspen() -> Valley:
    return valley(learners=5)


def states(row: Opportunity) -> list[str]:
    return list(row.sign_ups.order_by("asked_at", "pk").values_list("state", flat=True))


def lined_up(of: Valley, capacity: int = 1) -> Opportunity:
    """Each learner signs up a minute after the one before, by staff."""
    row = of.offer(capacity=capacity, guardian_agrees=False)
    for minute, bo in enumerate(of.learners):
        actions.sign_up(row, bo, by=of.ada, at=NOW + timedelta(minutes=minute))
    return row


def of(row: Opportunity, state: str) -> SignUp:
    found = row.sign_ups.filter(state=state).order_by("asked_at").first()
    assert found is not None
    return found


@pytest.mark.slow
def test_who_comes_later_waits_and_is_offered_the_place_that_is_given_back(aspen: Valley) -> None:
    row = lined_up(aspen, 2)
    assert states(row) == ["placed", "placed", "waiting", "waiting", "waiting"]
    actions.withdraw(of(row, "placed"), by=aspen.ada, at=NOW)
    assert states(row) == ["left", "placed", "offered", "waiting", "waiting"]
    row.refresh_from_db()
    assert row.taken == 2
    fact = Fact.objects.get(kind="opportunities.place_offered")
    assert fact.by_person is None


@pytest.mark.slow
def test_an_offer_that_runs_out_goes_to_the_next(aspen: Valley) -> None:
    row = lined_up(aspen)
    actions.withdraw(of(row, "placed"), by=aspen.ada, at=NOW)
    late = NOW + timedelta(hours=48)
    assert actions.to_tend(late) == [row.pk]
    actions.tend(row.pk, late)
    assert states(row) == ["left", "expired", "offered", "waiting", "waiting"]
    assert Fact.objects.filter(kind="opportunities.place_expired").count() == 1
    actions.tend(row.pk, late)
    assert states(row) == ["left", "expired", "offered", "waiting", "waiting"]


@pytest.mark.slow
def test_what_has_run_out_is_accepted_no_more_even_before_the_job_ran(aspen: Valley) -> None:
    row = lined_up(aspen)
    actions.withdraw(of(row, "placed"), by=aspen.ada, at=NOW)
    offered = of(row, "offered")
    me = Actor(person_id=offered.person_id)
    with pytest.raises(NothingToAnswer):
        actions.accept_place(offered, by=me, at=NOW + timedelta(hours=48))
    assert states(row)[1] == "offered"
    assert actions.accept_place(offered, by=me, at=NOW + timedelta(hours=47)).state == "placed"


@pytest.mark.slow
def test_a_no_passes_the_place_on(aspen: Valley) -> None:
    row = lined_up(aspen)
    actions.withdraw(of(row, "placed"), by=aspen.ada, at=NOW)
    offered = of(row, "offered")
    actions.decline_place(offered, by=Actor(person_id=offered.person_id), at=NOW)
    assert states(row) == ["left", "declined", "offered", "waiting", "waiting"]


@pytest.mark.slow
def test_more_places_are_offered_to_those_who_wait(aspen: Valley) -> None:
    row = lined_up(aspen)
    actions.edit_opportunity(row, {"capacity": 3}, by=aspen.ada, at=NOW)
    assert states(row) == ["placed", "offered", "offered", "waiting", "waiting"]


@pytest.mark.slow
def test_a_place_that_ends_in_the_activity_is_passed_on(aspen: Valley) -> None:
    row = lined_up(aspen)
    place = Enrolment.objects.get()
    end_place(place, place.starts, dropped=True, by=aspen.ada, at=NOW)
    assert actions.to_tend(NOW) == [row.pk]
    actions.tend(row.pk, NOW)
    assert states(row) == ["left", "offered", "waiting", "waiting", "waiting"]


@pytest.mark.slow
def test_what_is_put_away_lets_nobody_wait(aspen: Valley) -> None:
    row = lined_up(aspen)
    actions.close_opportunity(row, by=aspen.ada, at=NOW)
    actions.archive_opportunity(row, by=aspen.ada, at=NOW)
    assert states(row) == ["placed", "expired", "expired", "expired", "expired"]
    row.refresh_from_db()
    assert row.taken == 1


def test_the_database_takes_no_more_than_the_capacity(aspen: Valley) -> None:
    row = aspen.offer(capacity=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opportunity.objects.filter(pk=row.pk).update(taken=2)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(("sign_up", "leave", "accept", "decline", "hours", "end", "more")),
        st.integers(0, 4),
    ),
    max_size=16,
)


def _play(of: Valley, acts: list[tuple[str, int]]) -> None:
    row, now = of.offer(capacity=2, guardian_agrees=False), NOW
    for act, number in acts:
        now += timedelta(minutes=1)
        before = _line(row)
        somebody = of.learners[number]
        _one(row, act, somebody, number, now, of)
        _holds(row, before)


def _one(
    row: Opportunity, act: str, somebody: Person, number: int, now: datetime, of: Valley
) -> None:
    """Do what can be done; what cannot is passed over, as a page would not offer it."""
    me = Actor(person_id=somebody.pk, grants=of.ada.grants)
    current = row.sign_ups.filter(person=somebody).first()
    state = current.state if current else ""
    if act == "sign_up" and state not in ("asked", "waiting", "offered", "placed"):
        actions.sign_up(row, somebody, by=me, at=now)
    elif act == "hours":
        actions.tend(row.pk, now + timedelta(hours=48 * (number % 2)))
    elif act == "more" and 2 + number % 2 >= Opportunity.objects.get(pk=row.pk).taken:
        actions.edit_opportunity(row, {"capacity": 2 + number % 2}, by=of.ada, at=now)
    elif current is not None:
        _of_one(row, act, current, me, now, of)


def _of_one(
    row: Opportunity, act: str, current: SignUp, me: Actor, now: datetime, of: Valley
) -> None:
    if act == "leave" and current.state in ("waiting", "offered", "placed"):
        actions.withdraw(current, by=me, at=now)
    elif act == "accept" and current.expires_at is not None and current.expires_at > now:
        actions.accept_place(current, by=me, at=now)
    elif act == "decline" and current.state == "offered":
        actions.decline_place(current, by=me, at=now)
    elif act == "end" and current.state == "placed":
        place = current.enrolment
        assert place is not None
        end_place(place, place.starts, dropped=True, by=of.ada, at=now)
        actions.tend(row.pk, now)


def _line(row: Opportunity) -> list[int]:
    waiting = row.sign_ups.filter(state="waiting").order_by("asked_at", "pk")
    return list(waiting.values_list("pk", flat=True))


def _holds(row: Opportunity, before: list[int]) -> None:
    """Never overfull, counted rightly, nobody waits beside a free place, served from the front."""
    there = Opportunity.objects.get(pk=row.pk)
    held = row.sign_ups.filter(state__in=SignUp.HOLDING).count()
    enrolled = Enrolment.objects.filter(activity=there.activity, ends=None).count()
    offered = row.sign_ups.filter(state__in=("asked", "offered")).count()
    assert there.taken == held == enrolled + offered <= there.capacity
    after = _line(row)
    assert not after or there.taken == there.capacity
    served = set(row.sign_ups.filter(pk__in=before, state="offered").values_list("pk", flat=True))
    stayed = [pk for pk in before if pk in after or pk in served]
    assert stayed[: len(served)] == [pk for pk in stayed if pk in served]


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
def test_whatever_comes_between_places_are_kept_and_the_line_is_served_in_order(
    aspen: Valley, acts: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        _play(aspen, acts)
        transaction.set_rollback(True)


@pytest.mark.slow
def test_one_long_afternoon_keeps_places_and_order(aspen: Valley) -> None:
    acts = [("sign_up", n) for n in range(5)]
    acts += [("leave", 0), ("hours", 1), ("accept", 3), ("decline", 4), ("sign_up", 0), ("end", 1)]
    _play(aspen, [*acts, ("more", 1), ("accept", 0), ("leave", 3)])
