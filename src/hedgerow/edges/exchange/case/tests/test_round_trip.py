"""What came as CASE leaves as it came; what was changed here since leaves as it is here."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.frameworks.actions import (
    save_framework,
    tie_items,
)
from hedgerow.commons.frameworks.models import Association, Definition, Framework
from hedgerow.foundation.journal.models import Fact

from . import sample
from .sample import STEWARD, brought, package, sorted_by_identifier, told, written

pytestmark = pytest.mark.django_db


def test_a_package_leaves_as_it_came(tmp_path) -> None:
    found = brought(eco := ecosystem(), written(tmp_path, package()))
    assert (sum(found.new.values()), found.changed, found.problems) == (1 + 4 + 13 - 3 + 4, {}, ())
    row = Framework.objects.get(ecosystem=eco)
    assert sorted_by_identifier(told(row)) == sorted_by_identifier(package())


def test_pages_show_what_the_package_says(tmp_path) -> None:
    brought(eco := ecosystem(), written(tmp_path, package()))
    row = Framework.objects.get(ecosystem=eco)
    assert (row.title, row.version, row.status, row.source) == (
        "Mathematics of the valley", "2024", "adopted", "Valley press",
    )  # fmt: skip
    tree = row.items.order_by("position").values_list("code", "parent__code", "title")
    assert [(code, above) for code, above, _title in tree] == [
        ("M", None), ("M.1", "M"), ("M.2", "M"), ("2", None),
    ]  # fmt: skip
    long = row.items.get(code="M.2")
    assert (long.title, long.description) == ("Explain how you know.", sample.LONG)
    assert Association.objects.count() == 10
    assert Definition.objects.count() == 4


def test_a_line_comes_in_without_marks_that_turn_what_stands_after_it(tmp_path) -> None:
    content = package()
    content["CFDocument"]["title"] += "\u202e"
    content["CFItems"][1]["fullStatement"] = "Counts \u2067to ten"
    brought(eco := ecosystem(), written(tmp_path, content))
    assert sorted_by_identifier(told(Framework.objects.get(ecosystem=eco))) == sorted_by_identifier(
        package()
    )


def test_marks_of_direction_that_are_closed_come_in_and_leave_as_they_came(tmp_path) -> None:
    content = package()
    content["CFDocument"]["title"] = "\u2067الرياضيات\u2069 (Grade 3)\u200e"
    content["CFItems"][1]["fullStatement"] = "\u202bيعدّ\u202c to \u206610\u2069"
    brought(eco := ecosystem(), written(tmp_path, content))
    row = Framework.objects.get(ecosystem=eco)
    assert row.title == content["CFDocument"]["title"]
    assert sorted_by_identifier(told(row)) == sorted_by_identifier(content)


def test_a_second_time_changes_nothing(tmp_path) -> None:
    file = written(tmp_path, package())
    brought(eco := ecosystem(), file)
    facts, revision = Fact.objects.count(), Framework.objects.get().revision
    again = brought(eco, file)
    assert (again.new, again.changed) == ({}, {})
    assert sum(again.unchanged.values()) == 1 + 4 + 10 + 4
    assert (Fact.objects.count(), Framework.objects.get().revision) == (facts, revision)


def test_what_we_tell_of_a_framework_of_our_own_is_no_change_here_and_whole_elsewhere(
    tmp_path,
) -> None:
    eco = ecosystem()
    items = [{"code": "A", "title": "Reading"}, {"code": "A1", "title": "", "parent": "A"},
             {"code": "B", "title": "Writing", "description": "By hand."}]  # fmt: skip
    row = save_framework(eco, "s", "Skills", items, by=STEWARD, at=NOW, kind="s", source="A book")
    pks = dict(row.items.values_list("code", "pk"))
    tie_items(row, [{"kind": "precedes", "origin_id": pks["A"], "destination_id": pks["B"]}],
              by=STEWARD, at=NOW)  # fmt: skip
    file = written(tmp_path, told(row))
    here = brought(eco, file)
    assert (here.new, here.changed) == ({}, {})
    assert sum(here.unchanged.values()) == 1 + 3 + 1
    brought(other := ecosystem(), file)
    copy = Framework.objects.get(ecosystem=other)
    assert copy.source == "A book"
    said = copy.items.order_by("position").values_list(
        "code", "title", "description", "parent__code"
    )
    assert list(said) == [
        ("A", "Reading", "", None),
        ("A1", "", "", "A"),
        ("B", "Writing", "By hand.", None),
    ]
    assert copy.associations.get().destination.code == "B"
