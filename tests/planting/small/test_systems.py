"""Each of the fourteen as planted, against what the design pages say of it in words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.bodies.models import Body
from hedgerow.commons.ecosystems.models import Ecosystem, Figure
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership.models import Customs
from hedgerow.edges.blueprints.models import Carried
from hedgerow.edges.blueprints.schema import available, load

from .comparing import FOUND, NAMED, TOLD, lacking

SEATS_ARE_RECORDED = {("syracuse", "zone-council")}
"""Bodies of which it is published whom each seat speaks for; how others share theirs is made up."""

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL: tests/kill


def system(key: str) -> Ecosystem:
    return Ecosystem.objects.get(slug=key)


def test_the_table_tells_of_every_blueprint_and_of_nothing_unknown() -> None:
    assert sorted(TOLD) == available()
    assert {section for told in TOLD.values() for section in told} <= {*FOUND, *NAMED, "facts"}


@pytest.mark.parametrize("key", available())
def test_nothing_that_the_design_tells_of_it_is_lacking(key: str) -> None:
    assert list(lacking(system(key), TOLD[key])) == []


BROKEN: dict[str, tuple[Callable[[], Any], str]] = {
    "sat": (
        lambda: Item.objects.filter(title="Ciencias").update(title="Física"),
        "items: areas",
    ),
    "long-beach": (
        lambda: Figure.objects.filter(value=Decimal("8.9")).update(value=9),
        "facts: more credits",
    ),
    "hive": (lambda: Carried.objects.filter(ecosystem__slug="hive").delete(), "badges: creator"),
    "syracuse": (
        lambda: Body.objects.filter(key="zone-council").update(key="council"),
        "seats: zone-council",
    ),
    "tulsa": (
        lambda: Kind.objects.filter(key="health-education").update(minimum_minutes=None),
        "kinds: health-education",
    ),
    "ces": (lambda: Customs.objects.filter(ecosystem__slug="ces").delete(), "tiers: all"),
}
"""What could go wrong in a planted ecosystem, and how what is then lacking is told."""


@pytest.mark.parametrize("key", BROKEN)
def test_what_is_taken_away_is_missed(key: str) -> None:
    breaks, missed = BROKEN[key]
    assert breaks()
    assert any(one.startswith(missed) for one in lacking(system(key), TOLD[key]))


@pytest.mark.parametrize("key", available())
def test_a_body_whose_seats_no_source_shares_out_says_that_this_is_made_up(key: str) -> None:
    shared = Body.objects.filter(ecosystem__slug=key, organisation=None).exclude(seats=None)
    plain = {(key, one.key) for one in shared.filter(simulated=False)}
    assert plain == {one for one in SEATS_ARE_RECORDED if one[0] == key}


@pytest.mark.parametrize("key", available())
def test_whatever_learners_take_part_in_tells_the_hours_they_should_reach(key: str) -> None:
    kinds = [one for one in load(key).activity_kinds if not one.for_adults]
    assert kinds
    assert [one.key for one in kinds if one.minimum_hours is None] == []
