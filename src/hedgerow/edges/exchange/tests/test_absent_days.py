"""On which day it can end what somebody has here whom a list lacks."""

from datetime import date, timedelta

import pytest

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.tests.factories import browser
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.tests.factories import organisation
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs

from .lacking import brought as brought_set
from .lacking import end as end_of_set
from .lacking import looked_at as look_at_set
from .lacking import open_roles, whole
from .sending import page
from .test_absent import ANA, BO, CY, brought, end, looked_at, running

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def row(ada, grove):
    organisation(grove, "Oak", kind="school", code="oak")
    brought(ada, ANA + BO)
    return looked_at(ada, BO + CY)


def begins(code, day):
    Assignment.objects.filter(person__code=code).update(starts=day)


def refused(answer, words):
    assert answer.status_code == 422
    assert words in answer.content.decode()
    jobs.run_pending()
    assert running() == {"L1", "L2"}
    assert Import.objects.latest("pk").state == "ready"


@pytest.mark.parametrize("day", ["2024-07-31", "1900-01-01"])
def test_nobody_ends_before_they_began(ada, row, day):
    words = "so many began later: 1. The last day is 17 August 2026 or a later one"
    refused(end(ada, row, day=day, who=["1"]), words)


def test_nor_does_who_began_today_keep_another_day_than_the_one_given(ada, grove, row):
    """They were ended on the day they began, whatever day was given."""
    begins("L1", today(grove))
    refused(end(ada, row, day="1900-01-01", who=["1"]), "so many began later: 1.")


def test_who_is_still_to_begin_is_taken_back_from_today_on_and_the_outcome_says_so(ada, grove, row):
    now = today(grove)
    begins("L1", now + timedelta(days=30))
    refused(end(ada, row, day=str(now - timedelta(days=1)), who=["1"]), "so many began later: 1.")
    assert end(ada, row, day=str(now), who=["1"]).status_code == 302
    jobs.run_pending()
    assert running() == {"L2", "L3"}
    assert "1 of these begins only after the last day chosen" in page(ada, row)
    told = browser(Person.objects.get(name="Ada")).get(f"/api/ecosystems/grove/imports/{row.uuid}")
    assert (told.json()["ended"], told.json()["ended_later"]) == (1, 1)


def test_a_last_day_may_lie_a_year_ahead_and_no_further(ada, grove, row):
    far = today(grove) + timedelta(days=367)
    refused(end(ada, row, day=str(far), who=["1"]), "A last day is at most a year ahead")
    by, here = browser(Person.objects.get(name="Ada")), f"/api/ecosystems/grove/imports/{row.uuid}"
    said = {"digest": row.digest, "end": [1], "last_day": str(far)}
    answer = by.post(f"{here}/confirm", said, content_type="application/json")
    assert answer.status_code == 422
    assert "last_day" in answer.content.decode()
    near = today(grove) + timedelta(days=200)
    assert end(ada, row, day=str(near), who=["1"]).status_code == 302
    jobs.run_pending()
    assert Assignment.objects.get(person__code="L1").ends == near
    assert "only after the last day chosen" not in page(ada, row)


def test_so_it_is_with_places_in_groups(ada, grove):
    organisation(grove, "Oak", kind="school", code="oak")
    brought(ada, ANA + BO)
    Group.objects.create(ecosystem=grove, name="5a", code="5a", starts=date(2026, 8, 17))
    heads = "group_code,person_code,starts\n"
    content = heads + "5a,L1,2026-10-01\n5a,L2,2026-09-01\n"
    brought(ada, content, "ready:group-members")
    row = looked_at(ada, heads + "5a,L2,2026-09-01\n", "ready:group-members")
    answer = end(ada, row, day="2026-09-30", who=["1"])
    assert answer.status_code == 422
    assert "so many began later: 1. The last day is 1 October 2026" in answer.content.decode()
    assert GroupPlace.objects.filter(ends=None).count() == 2


def test_and_with_sets(ada):
    brought_set(ada, whole())
    row = look_at_set(ada, whole(without=["l2", "g1"]))
    answer = end_of_set(ada, row, day="1900-01-01", gone="1")
    assert answer.status_code == 422
    assert "so many began later: 2." in answer.content.decode()
    assert ("l2", "learner", "s1") in open_roles()
