"""Tulsa in full size, planted, shown and read by the commands a person would type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.config.cli import main
from hedgerow.foundation import warehouse

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.django_db]
MEASURES = ("4.1", "4.2", "4.3", "4.4", "4.5", "4.6")


@dataclass(frozen=True)
class Tulsa:
    """What the commands said of it."""

    planted: dict[str, Any]
    shown: dict[str, Any]
    profile: dict[str, Any]


def command(*words: str) -> dict[str, Any]:
    """The one JSON object that a command prints."""
    said = StringIO()
    with redirect_stdout(said):
        assert main([*words, "--json"]) == 0
    answer: dict[str, Any] = json.loads(said.getvalue())
    return answer


@pytest.fixture(scope="module")
def tulsa(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Tulsa]:
    """Planted once, and gone with the module."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr("django.conf.settings.HEDGEROW_HOME", tmp_path_factory.mktemp("home"))
        with transaction.atomic():
            planted = command("plant", "tulsa", "--history")
            yield Tulsa(planted, command("show", "tulsa"), command("profile", "tulsa"))
            transaction.set_rollback(True)


def test_it_has_the_counts_that_are_published(tulsa: Tulsa) -> None:
    found = tulsa.shown
    kinds, sectors = found["organisations_by_kind"], dict(found["organisations_by_sector"])
    assert (kinds["district"], kinds["school"]) == (2, 31)
    assert sum(kinds.values()) == 2 + 31 + 150
    assert sectors.pop("school") == 2 + 31
    assert sum(sectors.values()) == 150
    assert len(sectors) >= 5
    assert min(sectors.values()) > 0
    assert (found["bodies"], found["seats"], found["framework_items"]) == (1, 21, 11)
    assert found["simulated"] is True


def test_it_is_as_large_as_was_asked_for(tulsa: Tulsa) -> None:
    assert tulsa.shown["people_by_role"]["learner"] >= 3_000
    assert tulsa.shown["attendance"] >= 60_000


def test_planting_says_what_show_says(tulsa: Tulsa) -> None:
    assert tulsa.planted == tulsa.shown


def test_all_six_readings_are_sufficient(tulsa: Tulsa) -> None:
    readings = tulsa.profile["readings"]
    assert tulsa.profile["origin"] == "simulated"
    assert {number: readings[number]["state"] for number in MEASURES} == dict.fromkeys(
        MEASURES, "ok"
    )
    for number in MEASURES:
        one = readings[number]
        lower, upper = one["interval"]
        assert lower <= one["value"] <= upper
        assert one["n"] >= 5
        assert 0.5 <= one["coverage"] <= 1
        assert one["level"] in range(5)


def test_a_reading_falls_when_rows_are_deleted(tulsa: Tulsa) -> None:
    """Every second learner's marks go; the registers of all sessions are still taken."""
    eco = Ecosystem.objects.get(slug="tulsa")
    before = tulsa.profile["readings"]["4.1"]
    with transaction.atomic():
        marks = Attendance.objects.filter(ecosystem=eco)
        learners = sorted(set(marks.values_list("person", flat=True)))
        months = {f"{day:%Y-%m}" for day in marks.values_list("session__day", flat=True).distinct()}
        for start in range(0, len(learners), 1000):
            marks.filter(person__in=learners[start : start + 1000 : 2]).delete()
        warehouse.touch("attendance", eco.pk, months)
    after = command("profile", "tulsa")["readings"]["4.1"]
    assert after["state"] == "ok"
    assert after["n"] == before["n"]
    assert after["value"] == pytest.approx(before["value"] / 2, rel=0.1)
    assert after["level"] <= before["level"]
