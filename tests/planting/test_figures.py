"""What is planted, counted in its rows, against the page of published figures."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import override
from pytest_django.plugin import DjangoDbBlocker

from hedgerow.commons.bodies.models import Body, Seat
from hedgerow.commons.ecosystems.models import Ecosystem, PopulationFigure
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership.models import Assignment, Group, OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.history import belonging, cast, standing
from hedgerow.edges.blueprints.history import parts as parts_of_it
from hedgerow.edges.blueprints.plot import Plot, Step
from hedgerow.edges.blueprints.queries import contents
from hedgerow.edges.blueprints.schema import available, load
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor

PAGE = Path(__file__).parents[3] / "shared/design/figures.csv"
AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
STEWARD = Actor.the_steward()
SCALE = {"sat": 0.05}
"""What is too large to be counted at its own size."""
SOURCES = {"S": "Learning ecosystems, source document, c. 2015"}
"""What the page of figures calls its sources, with their names."""
PLACES = {
    "districts", "sites and partners", "other organisations", "members", "parts", "bodies of sites",
}  # fmt: skip
"""Steps of a history that plant no people."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(not PAGE.exists(), reason="../shared/design/figures.csv is not here"),
]


def published(key: str) -> list[dict[str, str]]:
    with PAGE.open(encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if row["system"] == key]


@pytest.fixture(scope="module", autouse=True)
def fourteen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All of them with the structure of their history, planted once, and gone with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        for key in available():
            plot = Plot(planted(key), load(key), STEWARD, AT, True, SCALE.get(key, 1))
            with override(plot.language):
                for step in structure(plot):
                    step.do(plot)
        yield
        transaction.set_rollback(True)


def planted(key: str) -> Ecosystem:
    start_planting(key, by=STEWARD, at=AT)
    jobs.run_pending()
    return Ecosystem.objects.get(slug=key)


def structure(plot: Plot) -> Iterator[Step]:
    """At its own size no people but leaders and who sits in the sites' bodies; of a smaller one all."""
    roles = {"leader", "educator"} if plot.history.site_body else {"leader"}
    some = (cast, belonging, standing, parts_of_it)
    told = [step for one in some for step in one.steps(plot)]
    for step in told:
        role = step.do.keywords.get("role") if isinstance(step.do, partial) else None
        if plot.scale < 1 or step.title in PLACES or role in roles:
            yield step


def items(framework: str) -> Callable[[str], int]:
    def counted(key: str) -> int:
        eco = Ecosystem.objects.get(slug=key)
        return Item.objects.filter(framework__ecosystem=eco, framework__key=framework).count()

    return counted


def seats(body: str) -> Callable[[str], int]:
    return lambda key: Seat.objects.filter(body__ecosystem__slug=key, body__key=body).count()


def organisations(*kinds: str) -> Callable[[str], int]:
    return lambda key: Organisation.objects.filter(kept_by__slug=key, kind__in=kinds).count()


def people(role: str) -> Callable[[str], int]:
    return lambda key: Assignment.objects.filter(ecosystem__slug=key, role=role).count()


def parts(key: str) -> int:
    return Ecosystem.objects.filter(parent__slug=key).count()


def team(key: str) -> float:
    """Seats of the body that each site has; of no number where one has more than another."""
    of_sites = Body.objects.filter(ecosystem__slug=key, key__startswith="turnaround-team-")
    counts = list(of_sites.annotate(many=Count("seats")).values_list("many", flat=True))
    assert len(counts) == organisations("elementary-school", "middle-school")(key)
    return counts[0] if len({*counts}) == 1 else float("nan")


def population(key: str) -> int:
    whole = PopulationFigure.objects.filter(ecosystem__slug=key, dimension="")
    return max(whole.values_list("value", flat=True))


def in_steps(key: str, scale: float = 1) -> int:
    """Learners that the steps of planting make, of too many to be planted here at its own size."""
    plot = Plot(Ecosystem.objects.get(slug=key), load(key), STEWARD, AT, True, scale)
    made = [step.do for step in cast.steps(plot) if step.title == "learners"]
    return sum(one.keywords["count"] for one in made if isinstance(one, partial))


def standing_in(*tiers: str) -> Callable[[str], int]:
    """Organisations of the whole that are members in these tiers."""
    rows = OrganisationMembership.objects.filter(tier__in=tiers)
    return lambda key: rows.filter(ecosystem__slug=key).count()


STRUCTURE: dict[tuple[str, str], Callable[[str], float]] = {
    ("pemle", "schools using the model"): organisations("telesecundaria", "rural-primary"),
    ("pemle", "network leaders"): people("leader"),
    ("pemle", "states"): organisations("state"),
    ("tulsa", "school districts"): organisations("district"),
    ("tulsa", "key stakeholders on the steering committee"): seats("steering-committee"),
    ("tulsa", "community schools"): organisations("school"),
    ("tulsa", "community partners"): organisations("partner"),
    ("tulsa", "core components"): items("components"),
    ("beit-jann", "Yuvalim locations"): parts,
    ("ark", "schools"): organisations("primary-school", "secondary-school"),
    ("ark", "primary schools"): organisations("primary-school"),
    ("ark", "schools in development"): organisations("school"),
    ("ark", "pillars"): items("pillars"),
    ("el", "schools"): organisations("elementary-school", "middle-school"),
    ("el", "states"): organisations("state"),
    ("el", "design principles"): items("design-principles"),
    ("el", "indicators of practice"): items("implementation-review"),
    ("senza-zaino", "schools"): organisations("pole-school", "primary-school"),
    ("long-beach", "pathways"): items("pathways"),
    ("freiburg", "participating localities"): parts,
    ("sat", "students"): in_steps,
    ("sat", "countries"): parts,
    ("sat", "textbooks"): items("textbooks"),
    ("syracuse", "schools in the zone"): organisations("elementary-school", "middle-school"),
    ("syracuse", "students in the district"): population,
    ("syracuse", "elected teachers per school team"): team,
    ("syracuse", "advisory council seats"): seats("zone-council"),
    ("unschooling", "homeschoolers"): population,
}
"""Figures that are a structure too, with what counts them."""

IN_TIERS: dict[tuple[str, str], Callable[[str], float]] = {
    ("pemle", "schools using the model"): standing_in("community"),
    ("pemle", "states"): standing_in("network"),
    ("tulsa", "school districts"): standing_in("district"),
    ("tulsa", "community schools"): standing_in("school"),
    ("tulsa", "community partners"): standing_in("partner"),
    ("ark", "schools"): standing_in("academy"),
    ("ark", "schools in development"): standing_in("opening"),
    ("el", "schools"): standing_in("new-school", "school"),
    ("el", "states"): standing_in("state"),
    ("senza-zaino", "schools"): standing_in("school", "pole"),
    ("syracuse", "schools in the zone"): standing_in("zone-school"),
}
"""Figures of which a tier has as many members."""


@pytest.mark.parametrize("key", available())
def test_every_published_figure_is_shown_once_planted(key: str) -> None:
    shown = [
        (fact.name, Decimal(fact.value), fact.unit, fact.qualifier, fact.as_of, fact.source)
        for fact in contents(Actor.public(), key).facts
    ]
    wanted = [
        (
            row["figure"], Decimal(row["value"]), row["unit"], row["qualifier"], row["as_of"],
            SOURCES[row["source"]],
        )
        for row in published(key)
    ]  # fmt: skip
    assert wanted or key == "hive"  # of which the page holds no figure
    assert {one: shown.count(one) for one in wanted} == dict.fromkeys(wanted, 1)


@pytest.mark.parametrize("counts", [STRUCTURE, IN_TIERS], ids=["structure", "tiers"])
@pytest.mark.parametrize("key", available())
def test_there_is_as_much_of_everything_as_its_figures_say(
    key: str, counts: dict[tuple[str, str], Callable[[str], float]]
) -> None:
    told = {row["figure"]: Decimal(row["value"]) for row in published(key)}
    wanted = {figure: told[figure] for system, figure in counts if system == key}
    found = {figure: counts[key, figure](key) for figure in wanted}
    assert found == wanted


def test_as_many_learners_are_planted_as_the_steps_make() -> None:
    assert {key: people("learner")(key) for key in SCALE} == {
        key: in_steps(key, scale) for key, scale in SCALE.items()
    }


def test_a_tutor_of_sat_has_a_group_of_the_published_size() -> None:
    told = {row["figure"]: Decimal(row["value"]) for row in published("sat")}
    groups = Group.objects.filter(ecosystem__slug="sat")
    learning = Count("places", filter=Q(places__leads=False))
    sizes = groups.annotate(many=learning).values_list("many", flat=True)
    assert told["group size low"] <= min(sizes) <= max(sizes) <= told["group size high"]
