"""What changes in the file changes here; what was changed here leaves as it is here."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.frameworks.actions import (
    save_framework,
)
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.tests.factories import person
from hedgerow.commons.records.models import Progress
from hedgerow.edges.exchange.errors import ImportStopped

from . import sample
from .sample import STEWARD, brought, package, told, uid, written

pytestmark = pytest.mark.django_db


def test_what_was_changed_here_leaves_as_it_is_here(tmp_path) -> None:
    brought(eco := ecosystem(), written(tmp_path, package()))
    row = Framework.objects.get(ecosystem=eco)
    items = [
        {"code": "M", "title": "Number", "description": ""},
        {"code": "M.2", "title": "Explain how you know.", "parent": "M"},
        {"code": "M.1", "title": "Counts to twenty", "parent": "M"},
        {"code": "2", "title": "Without a code"},
    ]
    save_framework(eco, row.key, "Mathematics", items, by=STEWARD, at=NOW, version=row.version)
    found = told(row)
    assert found["CFDocument"]["title"] == "Mathematics"
    assert found["CFDocument"]["extensions"] == {"colour": "green"}
    said = {one["identifier"]: one for one in found["CFItems"]}
    assert said[uid(1)]["fullStatement"] == "Number"
    assert said[uid(2)]["fullStatement"] == "Counts to twenty"
    assert said[uid(2)]["notes"] == "By heart."
    assert said[uid(2)]["lastChangeDateTime"] == NOW.isoformat()
    assert said[uid(3)]["fullStatement"] == sample.LONG
    places = {
        one["originNodeURI"]["identifier"]: one["sequenceNumber"]
        for one in found["CFAssociations"]
        if one["associationType"] == "isChildOf" and one["originNodeURI"]["identifier"] != uid(1)
    }
    assert places == {uid(3): 1, uid(2): 2}


@pytest.mark.slow
def test_a_changed_file_changes_only_what_it_changes(tmp_path) -> None:
    brought(eco := ecosystem(), written(tmp_path, package()))
    kept = {one.identifier: one.pk for one in Item.objects.all()}
    newer = package()
    newer["CFItems"][1]["fullStatement"] = "Counts to twenty"
    newer["CFItems"].append({**sample.item(4), "identifier": uid(5), "fullStatement": "New"})
    del newer["CFItems"][3]
    found = brought(eco, written(tmp_path, newer))
    assert sum(found.new.values()) == 1
    assert sorted(found.changed.values()) == [1, 1]
    assert Item.objects.get(code="M.1").title == "Counts to twenty"
    assert Item.objects.get(code="M.1").pk == kept[Item.objects.get(code="M.1").identifier]
    assert not Item.objects.filter(identifier=uid(4)).exists()


def test_codes_may_change_hands(tmp_path) -> None:
    brought(eco := ecosystem(), written(tmp_path, package()))
    newer = package()
    newer["CFItems"][1]["humanCodingScheme"] = "M.2"
    newer["CFItems"][2]["humanCodingScheme"] = "M.1"
    brought(eco, written(tmp_path, newer))
    assert str(Item.objects.get(code="M.2").identifier) == uid(2)


def test_an_item_that_records_point_at_stops_the_import(tmp_path) -> None:
    brought(eco := ecosystem(), written(tmp_path, package()))
    bo = person(eco, "Bo")
    item = Item.objects.get(code="2")
    Progress.objects.create(ecosystem=eco, person=bo, item=item, level=1, at=NOW)
    newer = package()
    del newer["CFItems"][3]
    with pytest.raises(ImportStopped) as stopped:
        brought(eco, written(tmp_path, newer))
    (problem,) = stopped.value.problems
    assert (problem.column, problem.code) == ("CFItems", "frameworks.item_in_use")
    assert Item.objects.filter(pk=item.pk).exists()
