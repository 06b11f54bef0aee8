"""A value that reaches level 4 and is held at 3 names what holds it, as far as the reader sees it."""

from dataclasses import replace
from datetime import date

import pytest

from hedgerow.foundation.warehouse.readings import Reading, Window
from hedgerow.profile import disclosure, levels, rules, views
from hedgerow.profile.limiting import with_limits
from hedgerow.profile.queries import reading_card
from hedgerow.profile.shapes import reading
from hedgerow.profile.tests.factories import BO, a_snapshot, ada, an_ecosystem
from hedgerow.profile.tests.test_pages import get

WINDOW = Window.ending(date(2026, 6, 30))
SCALE = levels.published()
VERIFIED = {"6.4": 0.95}
TOP = {"4.2": 0.9, "4.1": 0.6}


def shared(number, value, **other):
    known = {"n": 1000, "is_share": True, "smallest_cell": 300, "clusters": 9, **other}
    return Reading(number, "ok", WINDOW, value=value, **known)


def limits(now, before=(), *, threshold=None, but=lambda one: one):
    """What limits each measure, for who sees all, or for the public at a threshold."""
    found = {number: shared(number, value) for number, value in now.items()}
    earlier = {number: shared(number, value) for number, value in dict(before).items()}
    exact = rules.with_levels(found, SCALE, earlier).values()
    some = [but(one) for one in exact]
    return {
        number: one.capped_by
        for number, one in with_limits(
            {
                one.number: disclosure.in_full(one)
                if threshold is None
                else disclosure.for_public(one, threshold)
                for one in some
            }
        ).items()
    }


@pytest.mark.parametrize("threshold", [None, 10])
@pytest.mark.parametrize(
    ("now", "before", "named"),
    [
        ({**TOP, "4.1": 0.3, **VERIFIED}, TOP, "4.1"),
        ({**TOP, "4.1": 0.3}, {}, "4.1"),
        ({**TOP, "6.4": 0.9}, TOP, "4.1"),
        ({"4.4": 0.8, "6.4": 0.9}, {"4.4": 0.8}, "6.4"),
        ({"4.4": 0.8, **VERIFIED}, {"4.4": 0.6}, "earlier"),
        ({"4.4": 0.8, **VERIFIED}, {}, "earlier"),
        ({"4.4": 0.8, **VERIFIED}, {"4.4": 0.8}, ""),
        ({"4.4": 0.6, **VERIFIED}, {"4.4": 0.8}, ""),
    ],
)
def test_what_holds_a_measure_at_three_is_named(now, before, named, threshold):
    of = "4.2" if "4.2" in now else "4.4"
    assert limits(now, before, threshold=threshold)[of] == named


def test_verification_is_named_where_what_limits_it_is_at_level_four_itself():
    found = {
        "4.2": replace(shared("4.2", 0.9), level=3),
        "4.1": replace(shared("4.1", 0.6), level=4),
    }
    found["6.4"] = shared("6.4", 0.5)
    told = with_limits({number: disclosure.in_full(one) for number, one in found.items()})
    assert told["4.2"].capped_by == "6.4"


def test_of_a_measure_that_the_public_does_not_see_nothing_is_told():
    def few(one):
        return replace(one, smallest_cell=3) if one.number in ("4.1", "6.4") else one

    assert limits({**TOP, "4.1": 0.3, **VERIFIED}, TOP, but=few)["4.2"] == "4.1"
    assert limits({**TOP, "4.1": 0.3, **VERIFIED}, TOP, threshold=10, but=few)["4.2"] == ""
    assert limits({"4.4": 0.8, "6.4": 0.9}, threshold=10, but=few)["4.4"] == ""


def test_a_rounded_value_at_the_cut_names_nothing_to_the_public():
    now = {"4.4": 0.7002, "6.4": 0.9}
    assert limits(now)["4.4"] == "6.4"
    assert limits(now, threshold=10)["4.4"] == ""


def test_without_a_reading_of_verification_it_is_not_said_to_lack():
    assert limits({"4.4": 0.8})["4.4"] == ""


@pytest.mark.django_db
@pytest.mark.urls("hedgerow.profile.tests.test_pages")
def test_pages_and_programs_name_it():
    ecosystem = an_ecosystem()
    snapshot = a_snapshot(ecosystem, number="6.4", value=0.95, smallest_cell=None)
    snapshot.readings.create(number="4.4", state="ok", value=0.8, level=3, n=30)
    told = "limited by the twelve months before"
    for reader in (ada(ecosystem), BO):
        assert get(views.profile, reader, slug="grove").count(told) == 1
        assert told in get(views.reading, reader, slug="grove", number="4.4")
    shown = disclosure.Shown(shared("4.4", 0.8), capped_by="earlier")
    assert reading(reading_card("4.4", shown))["capped_by"] == "earlier"
