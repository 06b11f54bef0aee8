"""What goes out of here and comes in again changes nothing, whatever the first file lacked."""

from typing import Any

import pytest

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.frameworks.models import Framework

from .sample import brought, package, told, written

pytestmark = pytest.mark.django_db


def without_names() -> dict[str, Any]:
    """Definitions and rubrics that tell neither where they are nor when they changed."""
    found = package()
    lists = [*found["CFDefinitions"].values(), found["CFRubrics"]]
    for one in [one for some in lists for one in some]:
        one.pop("uri")
        one.pop("lastChangeDateTime")
    return found


def with_bare_criteria() -> dict[str, Any]:
    """Rubrics of which no part, or no part but the rubric itself, tells where it is."""
    found = without_names()
    for criterion in found["CFRubrics"][0]["CFRubricCriteria"]:
        for one in (criterion, *criterion["CFRubricCriterionLevels"]):
            one.pop("uri")
            one.pop("lastChangeDateTime")
    return found


def with_bare_criteria_alone() -> dict[str, Any]:
    found = with_bare_criteria()
    return found | {
        "CFRubrics": [
            package()["CFRubrics"][0]
            | {"CFRubricCriteria": found["CFRubrics"][0]["CFRubricCriteria"]}
        ]
    }


def with_a_number() -> dict[str, Any]:
    found = package()
    found["CFItems"][1]["uri"] = 5
    return found


@pytest.mark.parametrize(
    "first", [without_names(), with_a_number(), with_bare_criteria(), with_bare_criteria_alone()]
)
def test_our_own_export_changes_nothing(first: dict[str, Any], tmp_path) -> None:
    brought(eco := ecosystem(), written(tmp_path, first))
    export = told(Framework.objects.get())
    again = brought(eco, written(tmp_path, export))
    assert (again.new, again.changed) == ({}, {})


@pytest.mark.parametrize("first", [with_bare_criteria(), with_bare_criteria_alone()])
def test_the_file_itself_changes_nothing_either_and_other_words_do(
    first: dict[str, Any], tmp_path
) -> None:
    brought(eco := ecosystem(), file := written(tmp_path, first))
    assert brought(eco, file).changed == {}
    export = told(Framework.objects.get())
    criterion = export["CFRubrics"][0]["CFRubricCriteria"][0]
    criterion["CFRubricCriterionLevels"][0]["quality"] = "deeper"
    assert sum(brought(eco, written(tmp_path, export)).changed.values()) == 1
