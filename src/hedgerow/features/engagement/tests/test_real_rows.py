"""Real rows, through the warehouse, to the measures of engagement: values worked out by hand."""

from datetime import date

import pytest

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, Club, a_term
from hedgerow.features.engagement.measures import MEASURES
from hedgerow.features.engagement.tests.factories import Book
from hedgerow.foundation import warehouse
from hedgerow.foundation.warehouse.readings import Window

pytestmark = pytest.mark.django_db
WINDOW = Window.ending(date(2026, 12, 31))
OWN = ("attendance", "delivery", "enrolment", "private_activity")


@pytest.fixture
def made(settings, tmp_path) -> Club:
    settings.HEDGEROW_HOME = tmp_path
    return a_term()


def source(made: Club) -> Book:
    """The published tables of activities; those of other apps written out by hand."""
    book = Book(threshold=2)
    for person in made.learners:
        book.learner(person.pk, made.school.pk)
    book.population(8, site=made.school.pk)
    book.partner(made.maker.pk)
    by_hand = book.table

    def table(name: str):
        if name in OWN:
            return warehouse.table(name, [made.ecosystem.pk])
        return by_hand(name)

    book.table = table  # type: ignore[method-assign]
    return book


def value(made: Club, number: str) -> float:
    found = MEASURES[number](source(made), WINDOW)
    assert found.table is not None, found.reason
    numerators, denominators = found.table.sums()
    return float(numerators.sum() / denominators.sum())


@pytest.mark.slow
def test_reach_is_three_of_eight(made: Club) -> None:
    assert value(made, "4.1") == pytest.approx(3 / 8)


@pytest.mark.slow
def test_dosage_is_one_of_four_who_reached_ninety_minutes(made: Club) -> None:
    assert value(made, "4.4") == pytest.approx(1 / 4)


@pytest.mark.slow
def test_the_one_partner_is_live(made: Club) -> None:
    assert value(made, "4.5") == pytest.approx(1)


@pytest.mark.slow
def test_one_sector_gave_all_hours(made: Club) -> None:
    found = MEASURES["4.3"](source(made), WINDOW)
    numerators, _ = found.table.sums()
    assert (found.table.names, numerators.sum()) == (("technology",), pytest.approx(3.5))


@pytest.mark.slow
def test_nobody_crossed_until_a_second_organisation_delivers(made: Club) -> None:
    assert value(made, "4.6") == 0
    both = {"code": "robotics", "delivered_by": [made.maker.pk, made.school.pk]}
    actions.save_activities(made.ecosystem, [both], by=STEWARD, at=LATER)
    warehouse.refresh(made.ecosystem.pk)
    assert value(made, "4.6") == 1


@pytest.mark.slow
def test_equity_is_the_lower_rate_over_the_whole(made: Club) -> None:
    book = source(made)
    for person, language in zip(made.learners, ("es", "es", "en", "en"), strict=True):
        book.add("participant_group", person=person.pk, dimension="language", value=language)
    for language in ("es", "en"):
        book.population(4, dimension="language", value=language, site=made.school.pk)
    found = MEASURES["4.2"](book, WINDOW)
    numerators, denominators = found.table.sums()
    everyone, english, spanish = numerators.sum(axis=0) / denominators.sum(axis=0)
    assert (everyone, english, spanish) == pytest.approx((3 / 8, 1 / 4, 1 / 2))


@pytest.mark.slow
def test_a_partner_who_is_live_by_private_activities_is_told_to_members_alone(made: Club) -> None:
    assert not MEASURES["4.5"](source(made), WINDOW).inner
    actions.edit_activity(made.activity, {"public": False}, by=STEWARD, at=LATER)
    warehouse.refresh(made.ecosystem.pk)
    assert MEASURES["4.5"](source(made), WINDOW).inner
    actions.edit_activity(made.activity, {"public": True}, by=STEWARD, at=LATER)
    warehouse.refresh(made.ecosystem.pk)
    assert not MEASURES["4.5"](source(made), WINDOW).inner
