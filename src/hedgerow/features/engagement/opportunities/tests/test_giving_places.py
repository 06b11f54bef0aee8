"""Giving a whole class its places in one go: all of them, or none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.errors import ConsentNeeded, Full
from hedgerow.features.engagement.opportunities.models import SignUp
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.journal.models import Fact

from .factories import NOW, STEWARD, Valley, valley

pytestmark = pytest.mark.django_db


@pytest.fixture
def aspen() -> Valley:
    return valley(learners=12)


def test_everybody_of_a_class_has_a_place_in_the_order_given(aspen: Valley) -> None:
    row, people = aspen.offer(capacity=12), aspen.learners[::-1]
    given = actions.give_places(row, [*people, people[0]], by=aspen.ada, at=NOW)
    row.refresh_from_db()
    assert [one.person_id for one in given] == [one.pk for one in people]
    assert {one.state for one in given} == {"placed"}
    assert (row.taken, Enrolment.objects.filter(activity=row.activity).count()) == (12, 12)
    assert {one.enrolment.person_id == one.person_id for one in SignUp.objects.all()} == {True}
    told = Fact.objects.filter(kind="opportunities.place_taken")
    assert told.count() == 12


def test_where_one_of_them_finds_no_place_nobody_has_one(aspen: Valley) -> None:
    row = aspen.offer(capacity=11)
    with pytest.raises(Full):
        actions.give_places(row, aspen.learners, by=aspen.ada, at=NOW)
    row.refresh_from_db()
    assert (row.taken, SignUp.objects.count(), Enrolment.objects.count()) == (0, 0, 0)


def test_who_has_a_place_or_is_kept_one_takes_no_further(aspen: Valley) -> None:
    row, (bo, cy, di, *_rest) = aspen.offer(capacity=2, guardian_agrees=False), aspen.learners
    actions.give_place(row, bo, by=aspen.ada, at=NOW)
    kept = actions.sign_up(row, cy, by=aspen.ada, at=NOW)
    waits = actions.sign_up(row, di, by=aspen.ada, at=NOW)
    assert (kept.state, waits.state) == ("placed", "waiting")
    given = actions.give_places(row, [bo, cy], by=aspen.ada, at=NOW)
    row.refresh_from_db()
    assert ([one.pk for one in given][1], row.taken) == (kept.pk, 2)
    with pytest.raises(Full):
        actions.give_places(row, [bo, di], by=aspen.ada, at=NOW)


def test_who_waited_is_given_the_place_by_the_same_sign_up(aspen: Valley) -> None:
    row, (bo, cy, di, *_rest) = aspen.offer(capacity=1, guardian_agrees=False), aspen.learners
    actions.give_place(row, bo, by=aspen.ada, at=NOW)
    waits = actions.sign_up(row, cy, by=aspen.ada, at=NOW)
    row = actions.edit_opportunity(row, {"capacity": None}, by=STEWARD, at=NOW)
    given = actions.give_places(row, [cy, di], by=aspen.ada, at=NOW)
    assert (given[0].pk, given[0].state, given[0].expires_at) == (waits.pk, "placed", None)
    row.refresh_from_db()
    assert row.taken == 3


def test_the_first_who_has_not_agreed_is_named(aspen: Valley) -> None:
    ConsentPurpose.objects.create(
        ecosystem=aspen.place, key="photos", titles={"en": "Photographs"}, created_at=NOW
    )
    row = aspen.offer(consent="photos")
    with pytest.raises(ConsentNeeded) as refused:
        actions.give_places(row, aspen.learners[3:5], by=aspen.ada, at=NOW)
    assert aspen.learners[3].name in str(refused.value)
    assert not SignUp.objects.exists()


def test_a_learner_of_another_ecosystem_among_them_is_not_found(aspen: Valley) -> None:
    row, elsewhere = aspen.offer(), valley(learners=1, slug="birch")
    with pytest.raises(NotFound):
        actions.give_places(row, [*aspen.learners, *elsewhere.learners], by=aspen.ada, at=NOW)
    assert not SignUp.objects.exists()


def test_a_class_is_enrolled_by_one_statement(aspen: Valley) -> None:
    row = aspen.offer()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        actions.give_places(row, aspen.learners, by=STEWARD, at=NOW)
    written = [one["sql"] for one in asked if one["sql"].startswith("INSERT INTO ")]
    of = [sql.split('"')[1] for sql in written]
    assert of.count("activities_enrolment") == of.count("opportunities_signup") == 1
