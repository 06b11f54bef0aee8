"""What is planted, against the page of published figures."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from hedgerow.commons.bodies.models import Seat
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.queries import contents
from hedgerow.edges.blueprints.schema import available, load
from hedgerow.edges.blueprints.simulated import History
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor

PAGE = Path(__file__).parents[3] / "shared/design/figures.csv"
AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
STEWARD = Actor.the_steward()

pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
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


def history(key: str) -> History:
    found = load(key).history
    assert found is not None
    return found


def items(framework: str) -> Callable[[str], int]:
    def counted(key: str) -> int:
        eco = Ecosystem.objects.get(slug=key)
        return Item.objects.filter(framework__ecosystem=eco, framework__key=framework).count()

    return counted


def seats(body: str) -> Callable[[str], int]:
    return lambda key: Seat.objects.filter(body__ecosystem__slug=key, body__key=body).count()


def sites(*kinds: str) -> Callable[[str], int]:
    """Sites of the simulated history at its own size, of these kinds or of all."""
    return lambda key: sum(
        one.count for one in history(key).sites if not kinds or one.kind in kinds
    )


def parts(key: str) -> int:
    simulated = history(key).parts
    return len(load(key).parts) + (simulated.count if simulated else 0)


def team(key: str) -> int:
    body = history(key).site_body
    return sum(one.seats for one in body.constituencies) if body else 0


def population(key: str) -> int:
    return max(one.value for one in load(key).territory.population if not one.dimension)


def learners_a_group(key: str) -> float:
    found = history(key)
    return found.learners / sum(one.count for one in found.sites) / found.groups.each


STRUCTURE: dict[tuple[str, str], Callable[[str], float]] = {
    ("pemle", "schools using the model"): sites(),
    ("pemle", "network leaders"): lambda key: history(key).people["leader"],
    ("pemle", "states"): lambda key: history(key).above.count,
    ("tulsa", "school districts"): lambda key: history(key).above.count,
    ("tulsa", "key stakeholders on the steering committee"): seats("steering-committee"),
    ("tulsa", "community schools"): sites(),
    ("tulsa", "community partners"): lambda key: sum(history(key).partners.values()),
    ("tulsa", "core components"): items("components"),
    ("beit-jann", "Yuvalim locations"): parts,
    ("ark", "schools"): sites(),
    ("ark", "primary schools"): sites("primary-school"),
    ("ark", "pillars"): items("pillars"),
    ("el", "schools"): sites(),
    ("el", "states"): lambda key: history(key).above.count,
    ("el", "design principles"): items("design-principles"),
    ("el", "indicators of practice"): items("implementation-review"),
    ("senza-zaino", "schools"): sites(),
    ("long-beach", "pathways"): items("pathways"),
    ("freiburg", "participating localities"): parts,
    ("sat", "students"): lambda key: history(key).learners,
    ("sat", "countries"): parts,
    ("sat", "textbooks"): items("textbooks"),
    ("syracuse", "schools in the zone"): sites(),
    ("syracuse", "students in the district"): population,
    ("syracuse", "elected teachers per school team"): team,
    ("syracuse", "advisory council seats"): seats("zone-council"),
    ("unschooling", "homeschoolers"): population,
}
"""Figures that are a structure too: of the planted ecosystem, or of its history at full size."""


@pytest.mark.parametrize("key", available())
def test_every_published_figure_is_shown_once_planted(key: str) -> None:
    shown = [
        (fact.name, Decimal(fact.value), fact.unit, fact.qualifier, fact.as_of)
        for fact in contents(Actor.public(), planted(key).slug).facts
    ]
    wanted = [
        (row["figure"], Decimal(row["value"]), row["unit"], row["qualifier"], row["as_of"])
        for row in published(key)
    ]
    assert wanted or key == "hive"  # of which the page holds no figure
    assert {one: shown.count(one) for one in wanted} == dict.fromkeys(wanted, 1)


@pytest.mark.parametrize("key", [key for key in available() if key in {k for k, _ in STRUCTURE}])
def test_the_structure_has_as_many_parts_as_its_figures_say(key: str) -> None:
    planted(key)
    told = {row["figure"]: Decimal(row["value"]) for row in published(key)}
    wanted = {figure: told[figure] for system, figure in STRUCTURE if system == key}
    found = {figure: STRUCTURE[key, figure](key) for figure in wanted}
    assert found == wanted


def test_a_tutor_of_sat_has_a_group_of_the_published_size() -> None:
    told = {row["figure"]: Decimal(row["value"]) for row in published("sat")}
    assert told["group size low"] <= learners_a_group("sat") <= told["group size high"]
