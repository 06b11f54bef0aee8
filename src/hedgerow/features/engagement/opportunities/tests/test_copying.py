"""Copying what was offered, repeating it, and the kinds there are."""

from datetime import date, timedelta

import pytest

from hedgerow.commons.ecosystems.models import Holiday
from hedgerow.features.engagement.opportunities import actions, rules
from hedgerow.features.engagement.opportunities.errors import NoDay
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.features.engagement.opportunities.queries import siblings
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

from .factories import DAY, NOW, Valley, valley
from .test_pages import browser

pytestmark = pytest.mark.django_db
HERE = "/e/aspen/opportunities/"


@pytest.fixture
def aspen() -> Valley:
    return valley(learners=1)


@pytest.mark.slow
def test_a_copy_is_a_draft_that_says_the_same_with_nobody_in_it(aspen: Valley) -> None:
    row = aspen.offer(capacity=4, signup_closes=NOW + timedelta(days=1), access=["captions"])
    actions.give_place(row, aspen.learners[0], by=aspen.ada, at=NOW)
    copy = actions.copy_opportunity(row, by=aspen.pia, at=NOW)
    assert (copy.state, copy.title, copy.access, copy.capacity) == (
        "draft",
        "Robots",
        ["captions"],
        4,
    )
    assert (copy.taken, copy.activity, copy.signup_closes, copy.copied_from_id) == (
        0, None, None, row.pk,
    )  # fmt: skip


def test_only_who_offers_it_copies_or_repeats_it(aspen: Valley) -> None:
    row = aspen.offer()
    bo = Actor(person_id=aspen.learners[0].pk)
    with pytest.raises(NotPermitted):
        actions.copy_opportunity(row, by=bo, at=NOW)
    with pytest.raises(NotPermitted):
        actions.repeat_opportunity(row, [date(2026, 9, 14)], by=bo, at=NOW)
    assert Opportunity.objects.count() == 1


@pytest.mark.slow
def test_a_series_moves_every_date_along_and_passes_over_days_that_are_there(
    aspen: Valley,
) -> None:
    closes = NOW + timedelta(days=2)
    row = aspen.offer(ends=DAY + timedelta(days=1), signup_closes=closes)
    days = [DAY + timedelta(days=7), DAY + timedelta(days=14)]
    made = actions.repeat_opportunity(row, days, by=aspen.pia, at=NOW)
    assert [one.starts for one in made] == days
    assert made[0].ends == DAY + timedelta(days=8)
    assert made[1].signup_closes == closes + timedelta(days=14)
    assert all(one.state == "open" and one.activity_id for one in made)
    assert actions.repeat_opportunity(row, days, by=aspen.pia, at=NOW) == []
    row.refresh_from_db()
    assert {one.series for one in made} == {row.series}


@pytest.mark.slow
def test_the_page_repeats_in_a_rhythm_without_holidays(aspen: Valley) -> None:
    starts = date(2099, 3, 2)
    row = aspen.offer(starts=starts)
    Holiday.objects.create(
        ecosystem=aspen.place, name="Rest", starts=date(2099, 3, 9), ends=date(2099, 3, 10)
    )
    pia = browser(aspen.pia.person_id)
    pia.post(f"{HERE}{row.uuid}/repeat/", {"every": "7", "times": "3"})
    row.refresh_from_db()
    found = [one.starts for one in siblings(aspen.pia, row)]
    assert found == [date(2099, 3, 16), date(2099, 3, 23)]
    assert "Other dates" in pia.get(f"{HERE}{row.uuid}/").content.decode()


def test_what_has_no_day_is_not_repeated(aspen: Valley) -> None:
    row = aspen.offer(starts=None)
    with pytest.raises(NoDay):
        actions.repeat_opportunity(row, [DAY], by=aspen.pia, at=NOW)
    assert Opportunity.objects.count() == 1


def test_days_come_in_a_rhythm_and_those_off_are_left_out() -> None:
    off = [(date(2026, 9, 13), date(2026, 9, 15))]
    assert rules.repeat_days(DAY, 7, 3, off) == [date(2026, 9, 21), date(2026, 9, 28)]


def test_the_usual_kinds_are_added_in_the_language_of_the_ecosystem(aspen: Valley) -> None:
    aspen.place.languages = ["es"]
    aspen.place.save()
    done = actions.add_usual_kinds(aspen.place, by=aspen.ada, at=NOW)
    assert (done.new, OpportunityKind.objects.count()) == (15, 16)
    assert OpportunityKind.objects.get(key="internship").name == "Pasantía"
    assert OpportunityKind.objects.get(key="challenge").judged
    assert OpportunityKind.objects.get(key="club").name == "Club"
    assert actions.add_usual_kinds(aspen.place, by=aspen.ada, at=NOW).new == 0


def test_a_partner_saves_no_kinds_and_none_counts_as_an_activity_of_elsewhere(
    aspen: Valley,
) -> None:
    with pytest.raises(NotPermitted):
        actions.save_kinds(aspen.place, [{"key": "x", "name": "X"}], by=aspen.pia, at=NOW)
    with pytest.raises(NotFound):
        row = {"key": "x", "name": "X", "activity_kind_id": 999}
        actions.save_kinds(aspen.place, [row], by=aspen.ada, at=NOW)
    assert OpportunityKind.objects.count() == 1


def test_the_convener_names_a_kind_on_the_page(aspen: Valley) -> None:
    ada = browser(aspen.ada.person_id)
    ada.post(f"{HERE}kinds/new/", {"name": "Hackathon", "audience": "members", "in_use": "on"})
    kind = OpportunityKind.objects.get(key="hackathon")
    assert (kind.audience, kind.guardian_agrees) == ("members", False)
    page = ada.get(f"{HERE}kinds/").content.decode()
    assert "Hackathon" in page
    assert "Add the 15 usual kinds that are missing" in page
