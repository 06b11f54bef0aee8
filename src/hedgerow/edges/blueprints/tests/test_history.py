"""A simulated history is of its blueprint's own shape: grades, sectors, kinds, seats."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import F

from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.activities.tests.factories import LATER, club
from hedgerow.commons.bodies.models import Mandate
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, Group
from hedgerow.commons.observations.models import Sample
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.history.register import _written_down
from hedgerow.edges.blueprints.history.standing import in_turn
from hedgerow.edges.blueprints.schema import DATA, BlueprintError, read
from hedgerow.foundation.jobs import work
from hedgerow.foundation.permissions import Actor

MARKED, CONFIRMED = "activities.attendance_marked", "activities.sessions_confirmed"
PLANNED, CANCELLED = "activities.sessions_planned", "activities.sessions_cancelled"
AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


def variant(folder: Path, *changes: tuple[str, str]) -> Path:
    """Tulsa with the given changes."""
    text = (DATA / "tulsa.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.sqlite  # PostgreSQL: tests/kill
def test_sites_kinds_and_seats_are_as_the_blueprint_says(tmp_path: Path) -> None:
    path = variant(
        tmp_path,
        ("count = 31", 'count = 31\nsector = "community"\ngrades = ["K"]'),
        ('key = "mental-health"', 'key = "mental-health"\nfor_adults = true'),
        (
            '"Iglesias" }\nseats = 3\nheld_by = "partner"',
            '"Iglesias" }\nseats = 3\nheld_by = "guardian"',
        ),
    )
    job = start_planting(
        str(path), by=Actor.the_steward(), at=AT, slug="mine", history=True, scale=0.05
    )
    assert work.finish(job, lambda done, total: None) is None
    eco = Ecosystem.objects.get(slug="mine")
    schools = Organisation.objects.filter(kept_by=eco, kind="school")
    assert {*schools.values_list("sector", flat=True)} == {"community"}
    assert {*Group.objects.filter(ecosystem=eco).values_list("grade", flat=True)} == {"K"}
    offered = Activity.objects.filter(ecosystem=eco).values_list("kind__key", flat=True)
    kinds = {"early-childhood-care", "after-school", "family-engagement", "health-education"}
    more = {"neighborhood-project", "tutoring"}  # as the latter pairs of mentors run
    assert {*offered} == kinds | more
    families = Mandate.objects.filter(seat__constituency__name="Churches")
    guardians = Assignment.objects.filter(ecosystem=eco, role="guardian")
    assert families.count() == 3
    assert {*families.values_list("person", flat=True)} <= {
        *guardians.values_list("person", flat=True)
    }


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.sqlite  # PostgreSQL: tests/kill
def test_localities_have_conveners_and_adult_learners_seats() -> None:
    for key in ("freiburg", "gwangmyeong"):
        job = start_planting(key, by=Actor.the_steward(), at=AT, history=True, scale=0.05)
        assert work.finish(job, lambda done, total: None) is None
    localities = Ecosystem.objects.filter(parent__slug="freiburg")
    assert localities.get(slug="freiburg-stadt").name == "Freiburg im Breisgau"
    convened = Assignment.objects.filter(role="convener", ecosystem__in=localities)
    assert convened.values("ecosystem").distinct().count() == localities.count() > 1
    citizens = Mandate.objects.filter(seat__constituency__name="시민")
    assert citizens.filter(person__code__startswith="sim-learner-").count() == 6
    assert not Group.objects.filter(ecosystem__slug="gwangmyeong").exclude(grade="").exists()
    for slug in ("freiburg", "gwangmyeong"):
        told = _checked(Ecosystem.objects.get(slug=slug))
        assert told == {"": 3, "agrees": 34, "differs": 2, "missing": 1}


def _checked(eco: Ecosystem) -> dict[str, int]:
    """How many records of the sample have which verdict, none by who recorded it."""
    sample = Sample.objects.get(ecosystem=eco)
    assert (sample.origin, sample.population > 40) == ("simulated", True)
    assert sample.ends < day_in(eco, sample.drawn_at) < AT.date()
    assert not sample.records.filter(checked_by=F("recorded_by")).exists()
    evaluators = Assignment.objects.filter(ecosystem=eco, role="evaluator").values("person")
    assert not sample.records.exclude(verdict="").exclude(checked_by__in=evaluators).exists()
    return dict(Counter(sample.records.values_list("verdict", flat=True)))


def test_a_seat_goes_to_the_role_it_asks_for_and_nobody_holds_two() -> None:
    asked = {1: "", 2: "guardian", 3: "guardian", 4: "guardian", 5: ""}
    found = in_turn(asked, {"guardian": [70, 10, 71]}, [10, 11])
    assert found == [(1, 10), (2, 70), (3, 71), (4, 11)]


def test_a_history_without_anything_for_learners_is_refused(tmp_path: Path) -> None:
    path = variant(
        tmp_path,
        ("for_adults = true\n", ""),
        ("[[activity_kinds]]", "[[activity_kinds]]\nfor_adults = true"),
    )
    with pytest.raises(BlueprintError, match="a kind of activity for learners"):
        read(path)


@pytest.mark.django_db
def test_a_session_in_which_nobody_had_a_place_is_neither_marked_nor_confirmed() -> None:
    made = club(sessions=2, confirms=True)
    Session.objects.update(confirmed_at=None)
    first, second = Session.objects.order_by("pk")
    rows = [row for row in made.marks() if row["session_id"] == first.pk]
    plot: Any = SimpleNamespace(ecosystem=made.ecosystem, zone=UTC, began=LATER, at=LATER)
    _written_down(plot, made.ecosystem, [first, second], rows, {first.pk, second.pk})
    told = Session.objects.order_by("pk").values_list("state", "confirmed_at")
    assert list(told) == [("held", LATER), ("planned", None)]
