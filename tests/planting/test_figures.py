"""What is planted, against the page of published figures."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from hedgerow.commons.bodies.models import Seat
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.queries import contents
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor

PAGE = Path(__file__).parents[3] / "shared/design/figures.csv"
AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
STEWARD = Actor.the_steward()

pytestmark = [
    pytest.mark.shared,
    pytest.mark.django_db,
    pytest.mark.skipif(not PAGE.exists(), reason="../shared/design/figures.csv is not here"),
]


def published(key: str) -> list[dict[str, str]]:
    with PAGE.open(encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if row["system"] == key]


def planted(key: str) -> Ecosystem:
    start_planting(key, by=STEWARD, at=AT)
    jobs.run_pending()
    return Ecosystem.objects.get(slug=key)


@pytest.mark.parametrize("key", ["tulsa", "long-beach"])
def test_every_published_figure_is_shown_once_planted(key: str) -> None:
    shown = [
        (fact.name, Decimal(fact.value), fact.unit, fact.qualifier, fact.as_of)
        for fact in contents(Actor.public(), planted(key).slug).facts
    ]
    wanted = [
        (row["figure"], Decimal(row["value"]), row["unit"], row["qualifier"], row["as_of"])
        for row in published(key)
    ]
    assert wanted
    assert {one: shown.count(one) for one in wanted} == dict.fromkeys(wanted, 1)


@pytest.mark.parametrize(
    ("key", "unit"), [("tulsa", "components"), ("tulsa", "seats"), ("long-beach", "pathways")]
)
def test_the_structure_has_as_many_parts_as_its_figure_says(key: str, unit: str) -> None:
    (figure,) = [row for row in published(key) if row["unit"] == unit]
    eco = planted(key)
    parts = {
        "components": Item.objects.filter(framework__key="components"),
        "seats": Seat.objects.filter(body__ecosystem=eco),
        "pathways": Item.objects.filter(framework__key="pathways"),
    }
    assert parts[unit].count() == int(figure["value"])
