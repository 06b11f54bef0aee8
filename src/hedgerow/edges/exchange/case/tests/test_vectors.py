"""Files of other makers come in, leave without loss, and hold to the standard's own schema."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft201909Validator, FormatChecker

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.frameworks.actions import begin_version, save_framework, tie_items
from hedgerow.commons.frameworks.models import Framework
from hedgerow.commons.frameworks.planting import plant_frameworks
from hedgerow.commons.frameworks.rules import KINDS
from hedgerow.edges.blueprints.schema import available, load
from hedgerow.edges.exchange.case.flow import File, import_package
from hedgerow.edges.exchange.case.telling import Teller
from hedgerow.foundation.permissions import Actor

from .sample import package, written
from .test_round_trip import sorted_by_identifier

VECTORS = Path(__file__).parents[6] / ".." / "shared" / "data" / "vectors" / "case"
SCHEMA = VECTORS / "schema-v1p1-1edtech.json"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.shared,
    pytest.mark.skipif(not SCHEMA.exists(), reason="the vectors are not beside the project"),
]
STEWARD = Actor.the_steward()
FILES = ("EmptyExternalFramework", "ItemTypeTestFramework", "MarkdownFramework",
         "SmartLevelFramework", "Utf8TestFramework")  # fmt: skip


def faults(told: object) -> list[str]:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    checker = Draft201909Validator(schema, format_checker=FormatChecker())
    return [f"{one.json_path}: {one.message}" for one in checker.iter_errors(told)]


def told(row: Framework) -> dict:
    return Teller.of(row, "https://here.example").package()


@pytest.mark.slow
def test_the_sheet_of_another_maker_comes_in_whole_and_comes_again_unchanged() -> None:
    file, eco = File(VECTORS / "sample_case.csv", "sample_case.csv"), ecosystem()
    assert import_package(eco, file, by=STEWARD, at=NOW).problems == ()
    row = Framework.objects.get(ecosystem=eco)
    found = told(row)
    assert faults(found) == []
    assert (row.title, len(found["CFItems"])) == ("sample_case", 10)
    codes = {one.code: one.parent.code if one.parent else "" for one in row.items.all()}
    assert codes["M.F.1-2.S1a"] == "M.F.1-2.S1"
    assert (codes["M"], codes["M.F"], codes["M.E"]) == ("", "M", "")
    kinds = sorted(one.kind for one in row.associations.all())
    assert kinds == ["exemplar", "isRelatedTo", "isRelatedTo", "isRelatedTo"]
    again = import_package(eco, file, by=STEWARD, at=NOW)
    assert (again.new, again.changed) == ({}, {})


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_vector_comes_in_leaves_whole_and_comes_again_unchanged(name: str) -> None:
    file = File(VECTORS / f"{name}.json", f"{name}.json")
    eco = ecosystem()
    assert import_package(eco, file, by=STEWARD, at=NOW).problems == ()
    again = import_package(eco, file, by=STEWARD, at=NOW)
    assert (again.new, again.changed) == ({}, {})
    found = told(Framework.objects.get(ecosystem=eco))
    assert faults(found) == []
    original = json.loads(file.path.read_text(encoding="utf-8"))
    original["CFDocument"]["caseVersion"] = "1.1"
    assert sorted_by_identifier(found) == sorted_by_identifier(original)
    assert [one["identifier"] for one in found["CFItems"]] == [
        one["identifier"]
        for one in sorted(original["CFItems"], key=lambda one: order(original, one))
    ]


def order(original: dict, item: dict) -> list[int]:
    """Where an item stands in the file's tree: its place among its siblings, level by level."""
    above = {
        one["originNodeURI"]["identifier"]: one["destinationNodeURI"]["identifier"]
        for one in original["CFAssociations"]
    }
    places = {one["identifier"]: at for at, one in enumerate(original["CFItems"])}
    path, here = [], item["identifier"]
    while here in places:
        path.insert(0, places[here])
        here = above[here]
    return path


def test_our_own_sample_holds_to_the_schema_before_and_after(tmp_path) -> None:
    assert faults(package()) == []
    eco = ecosystem()
    import_package(eco, written(tmp_path, package()), by=STEWARD, at=NOW)
    assert faults(told(Framework.objects.get(ecosystem=eco))) == []


def test_a_framework_of_our_own_with_every_kind_of_tie_holds_to_the_schema() -> None:
    eco = ecosystem()
    items = [{"code": "A", "title": "A"}, {"code": "A1", "title": "", "parent": "A"}, {"code": "B"}]
    row = save_framework(
        eco, "s", "S", items, by=STEWARD, at=NOW, kind="s", source="https://x.example"
    )
    pks = dict(row.items.values_list("code", "pk"))
    ties = [{"kind": kind, "origin_id": pks["A"], "destination_id": pks["B"]}
            for kind in (*KINDS[1:], "ext:rests-on")]  # fmt: skip
    ties.append(
        {"kind": "exemplar", "origin_id": pks["A1"], "destination_uri": "https://x.example/y"}
    )
    tie_items(row, ties, by=STEWARD, at=NOW)
    assert faults(told(row)) == []
    assert faults(told(begin_version(row, "2", by=STEWARD, at=NOW))) == []


@pytest.mark.slow
def test_a_file_that_holds_to_nothing_leaves_in_the_standards_form(tmp_path) -> None:
    loose = package()
    loose["CFDocument"] |= {"creator": None, "subject": "Maths", "statusStartDate": "2024-08-01T00:00:00Z",
                            "licenseURI": {"identifier": "x"}, "colour": 1}  # fmt: skip
    loose["CFItems"][0] |= {
        "lastChangeDateTime": "yesterday",
        "educationLevel": "KG",
        "notes": None,
    }
    loose["CFItems"][1]["subjectURI"] = [{"uri": "x"}]
    loose["CFAssociations"][5] |= {"associationType": "isPrerequisite Of", "sequenceNumber": "1"}
    loose["CFAssociations"][6]["destinationNodeURI"] = "https://else.example/7"
    loose["CFDefinitions"]["CFItemTypes"][0] = {
        "identifier": loose["CFDefinitions"]["CFItemTypes"][0]["identifier"]
    }
    loose["CFDefinitions"]["more"] = 1
    loose["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"][0] |= {"x": 1}
    loose["more"] = [1]
    eco = ecosystem()
    file = written(tmp_path, loose)
    assert import_package(eco, file, by=STEWARD, at=NOW).problems == ()
    found = told(Framework.objects.get(ecosystem=eco))
    assert faults(found) == []
    assert found["extensions"] == {"more": [1], "tool": "valley 3"}
    again = import_package(eco, written(tmp_path, found), by=STEWARD, at=NOW)
    assert again.problems == ()
    assert faults(told(Framework.objects.get(ecosystem=eco))) == []


@pytest.mark.slow
@pytest.mark.parametrize("key", available())
def test_the_frameworks_of_every_blueprint_hold_to_the_schema(key: str) -> None:
    found, eco = load(key), ecosystem()
    plant_frameworks(eco, found.frameworks, found.scales, by=STEWARD, at=NOW)
    rows = Framework.objects.filter(ecosystem=eco)
    assert [one for row in rows for one in faults(told(row))] == []
