"""Titles in further languages and scales leave as the standard has it, and come back without loss."""

from pathlib import Path
from typing import Any

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.frameworks.actions import save_framework, save_scale
from hedgerow.commons.frameworks.models import Definition, Framework, Item, Scale
from hedgerow.edges.exchange.case.flow import preview
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.undoing import undo_import
from hedgerow.foundation.ui.speaking import reading_as

from .sample import STEWARD, brought, changed, told, written
from .test_vectors import SCHEMA, faults

pytestmark = pytest.mark.django_db
HOW = {"by": STEWARD, "at": NOW}
STEPS = [(1, "בדרך"), (2, "מוכן")]


@pytest.fixture
def eco() -> Ecosystem:
    return ecosystem(slug="valley", languages=["he", "ar"])


@pytest.fixture
def row(eco: Ecosystem) -> Framework:
    scale = save_scale(eco, "ready", "מוכנות", STEPS, simulated=True,
                       told={"ar": {"name": "جاهزية", "step.1": "في الطريق"}}, **HOW)  # fmt: skip
    own = save_scale(eco, "own", "Own", [(0, "no"), (5, "yes")], **HOW)
    items = [
        {"code": "A", "title": "צוות", "told": {"ar": {"title": "طاقم"}}},
        {"code": "B", "title": "Lab", "scale": own, "told": {"en": {}, "ar": {"title": "مختبر"}}},
        {"code": "C", "title": ""},
    ]
    return save_framework(
        eco, "changes", "מה השתנה", items, scale=scale, told={"ar": {"title": "ما تغيّر"}}, kind="c",
        **HOW,
    )  # fmt: skip


def said(place: Ecosystem) -> Any:
    one = Framework.objects.select_related("scale").get(ecosystem=place)
    items = one.items.select_related("scale", "framework__scale").order_by("position")
    shown = [(one.code, one.title, one.told, one.rated_on and one.rated_on.key) for one in items]
    scales = Scale.objects.filter(ecosystem=place).order_by("key")
    return one.title, one.told, shown, [*scales.values("key", "name", "steps", "told", "simulated")]


def test_the_standard_is_told_the_language_and_levels_of_each_item(row: Framework) -> None:
    content = told(row)
    assert content["CFDocument"]["language"] == "he"
    assert content["CFDocument"]["extensions"]["hedgerow"]["told"] == {"ar": {"title": "ما تغيّر"}}
    assert [one.get("language") for one in content["CFItems"]] == [None, "en", None]
    first, second = content["CFRubrics"]
    assert [one["CFItemURI"]["title"] for one in first["CFRubricCriteria"]] == ["צוות", "C"]
    assert [one["CFItemURI"]["title"] for one in second["CFRubricCriteria"]] == ["Lab"]
    levels = first["CFRubricCriteria"][0]["CFRubricCriterionLevels"]
    assert [(one["quality"], one["score"]) for one in levels] == [("בדרך", 1), ("מוכן", 2)]


@pytest.mark.shared
@pytest.mark.skipif(not SCHEMA.exists(), reason="the vectors are not beside the project")
def test_it_holds_to_the_schema(row: Framework) -> None:
    assert faults(told(row)) == []


def test_here_it_is_no_change_and_elsewhere_it_is_whole(row: Framework, tmp_path: Path) -> None:
    file = written(tmp_path, told(row))
    again = brought(row.ecosystem, file)
    assert (again.new, again.changed) == ({}, {})
    brought(other := ecosystem(languages=["he", "ar"]), file)
    assert said(other) == said(row.ecosystem)
    assert not Definition.objects.exists()
    assert (brought(other, file).new, brought(other, file).changed) == ({}, {})
    package = told(Framework.objects.get(ecosystem=other))
    assert package["CFRubrics"] == told(row)["CFRubrics"]


def test_where_another_language_stands_first_a_title_keeps_its_own(
    row: Framework, tmp_path: Path
) -> None:
    brought(other := ecosystem(languages=["ar"]), written(tmp_path, told(row)))
    found = Framework.objects.get(ecosystem=other)
    assert (found.title, found.told) == ("מה השתנה", {"he": {}, "ar": {"title": "ما تغيّر"}})
    with reading_as("ar"):
        assert str(found) == "ما تغيّر"


def test_a_program_that_drops_extensions_takes_nothing_away_here(
    row: Framework, tmp_path: Path
) -> None:
    content, before = told(row), said(row.ecosystem)
    for one in (content["CFDocument"], *content["CFItems"]):
        one.pop("extensions", None)
    del content["CFRubrics"]
    content["CFItems"][0]["fullStatement"] = "צוות אחד"
    content["CFItems"][2]["extensions"] = {"hedgerow": {"untitled": True}}
    brought(row.ecosystem, written(tmp_path, content))
    title, own, items, scales = said(row.ecosystem)
    assert (title, own, scales) == (before[0], before[1], before[3])
    assert items == [("A", "צוות אחד", *before[2][0][2:]), *before[2][1:]]


def test_what_cannot_be_kept_is_passed_over_and_leaves_as_it_came(
    eco: Ecosystem, tmp_path: Path
) -> None:
    content = changed()
    wrong = {"xx": {"title": "?"}, "ar": {"title": "ن" * 301, "size": "1"}, "es": {"title": " "}}
    for one in (content["CFDocument"], content["CFItems"][0]):
        one["extensions"] = {"hedgerow": {"told": wrong}}
    content["CFRubrics"][0]["extensions"] = {"hedgerow": {"scale": "depth"}}
    brought(eco, written(tmp_path, content))
    found = Framework.objects.get(ecosystem=eco)
    assert (found.told, found.items.get(code="M").told) == ({"en": {}}, {"en": {}})
    assert (Scale.objects.count(), found.scale) == (0, None)
    assert told(found)["CFRubrics"] == content["CFRubrics"]
    assert told(found)["CFDocument"]["extensions"] == {"hedgerow": {"told": wrong}}


def test_a_scale_of_the_same_key_with_other_steps_stands_beside_it(
    row: Framework, tmp_path: Path
) -> None:
    other = ecosystem(languages=["he"])
    kept = save_scale(other, "own", "Own", [(0, "never"), (5, "yes")], **HOW)
    brought(other, written(tmp_path, told(row)))
    kept.refresh_from_db()
    assert kept.steps == [[0, "never"], [5, "yes"]]
    item = Item.objects.get(framework__ecosystem=other, code="B")
    assert (item.scale and item.scale.key, item.scale and item.scale.steps) == (
        "own-2", [[0, "no"], [5, "yes"]],
    )  # fmt: skip


def test_an_import_is_undone_with_its_scales(row: Framework, tmp_path: Path) -> None:
    other = ecosystem()
    outcome = brought(other, written(tmp_path, told(row)))
    assert Scale.objects.filter(ecosystem=other).count() == 2
    undo_import(Import.objects.get(uuid=outcome.row).uuid, by=STEWARD, at=NOW)
    assert not Scale.objects.filter(ecosystem=other).exists()
    assert not Framework.objects.filter(ecosystem=other).exists()


def test_what_it_would_do_is_the_same_whoever_reads(row: Framework, tmp_path: Path) -> None:
    content = told(row)
    content["CFItems"][0]["fullStatement"] = "אחר"
    file, digests = written(tmp_path, content), set()
    for language in ("ar", "he", "en"):
        with reading_as(language):
            digests.add(preview(row.ecosystem, file, by=STEWARD).digest)
    assert len(digests) == 1
