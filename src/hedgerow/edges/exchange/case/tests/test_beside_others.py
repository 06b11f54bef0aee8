"""A file beside other frameworks and records: versions, ties, rights, undoing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.frameworks.actions import (
    adopt_version,
    begin_version,
    save_framework,
)
from hedgerow.commons.frameworks.models import Association, Definition, Framework, Item
from hedgerow.commons.membership.tests.factories import actor, assigned, person
from hedgerow.commons.records.models import Progress
from hedgerow.edges.exchange.case.flow import import_package, preview
from hedgerow.edges.exchange.errors import BuiltUpon, RowsMoved
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.undoing import undo_import
from hedgerow.foundation.errors import NotFound, NotPermitted

from . import sample
from .sample import HERE, STEWARD, brought, package, told, uid, written

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_another_version_of_the_same_title_is_a_version(tmp_path) -> None:
    brought(eco := ecosystem(), written(tmp_path, package()))
    newer = package()
    newer["CFDocument"] |= {"identifier": uid(9, "d"), "version": "2027"}
    newer["CFAssociations"] = newer["CFAssociations"][1:]
    brought(eco, written(tmp_path, newer))
    assert len({one.key for one in Framework.objects.filter(ecosystem=eco)}) == 1


def test_a_version_begun_here_leaves_as_a_framework_of_its_own(tmp_path) -> None:
    brought(eco := ecosystem(), written(tmp_path, package()))
    first = Framework.objects.get(ecosystem=eco)
    second = adopt_version(
        begin_version(first, "2027", by=STEWARD, at=NOW), NOW.date(), by=STEWARD, at=NOW
    )
    found = told(second)
    assert found["CFDocument"]["identifier"] == str(second.identifier) != sample.DOCUMENT
    assert found["CFDocument"]["uri"].startswith(HERE)
    assert (found["CFDocument"]["version"], found["CFDocument"]["adoptionStatus"]) == (
        "2027",
        "Adopted",
    )
    replaced = [one for one in found["CFAssociations"] if one["associationType"] == "replacedBy"]
    assert {one["originNodeURI"]["identifier"] for one in replaced} == {uid(n) for n in range(1, 5)}
    assert told(first)["CFDocument"]["adoptionStatus"] == "Deprecated"


def test_ties_to_a_framework_that_comes_later_find_it(tmp_path) -> None:
    eco = ecosystem()
    first = package()
    first["CFAssociations"][4]["destinationNodeURI"] = sample.link("CFItems", uid(7), "Later")
    brought(eco, written(tmp_path, first))
    later = package()
    later["CFDocument"] |= {"identifier": uid(9, "d"), "title": "Later"}
    later |= {"CFItems": [{**sample.item(1), "identifier": uid(7)}], "CFAssociations": []}
    brought(eco, written(tmp_path, later))
    tie = Association.objects.get(identifier=first["CFAssociations"][4]["identifier"])
    assert str(tie.destination.identifier) == uid(7)
    again = brought(eco, written(tmp_path, first))
    assert (again.new, again.changed) == ({}, {})


def test_a_preview_writes_nothing_and_a_promise_must_hold(tmp_path) -> None:
    file = written(tmp_path, package())
    found = preview(eco := ecosystem(), file, by=STEWARD)
    row = Import.objects.create(ecosystem=eco, digest=found.digest, created_at=NOW)
    assert not Framework.objects.exists()
    save_framework(
        eco, "x", "Mathematics of the valley", [], by=STEWARD, at=NOW, kind="x", version="1"
    )
    brought(eco, file)
    Item.objects.filter(code="M").update(title="Else")
    with pytest.raises(RowsMoved):
        import_package(eco, file, by=STEWARD, at=NOW, row=row)
    assert Item.objects.get(code="M").title == "Else"


def test_a_member_may_not_and_an_outsider_finds_nothing(tmp_path) -> None:
    eco = ecosystem(public=False)
    bo, cy = person(eco, "Bo"), person(ecosystem(), "Cy")
    assigned(bo, "member", eco)
    for somebody, error in ((bo, NotPermitted), (cy, NotFound)):
        with pytest.raises(error):
            import_package(eco, written(tmp_path, package()), by=actor(somebody), at=NOW)
    assert not Framework.objects.exists()


@pytest.mark.slow
def test_a_framework_of_many_items_takes_a_few_queries_more_than_one_of_few(tmp_path) -> None:
    counts = []
    for count in (4, 804):
        large = package()
        large["CFItems"] += [
            {**sample.item(1), "identifier": uid(n), "humanCodingScheme": f"I{n}"}
            for n in range(100, 100 + count - 4)
        ]
        with CaptureQueriesContext(connection) as caught:
            brought(ecosystem(), written(tmp_path, large))
        counts.append(len(caught))
    assert counts[1] - counts[0] <= 12


@pytest.mark.slow
def test_an_import_is_undone_as_a_whole_while_nothing_has_built_on_it(tmp_path) -> None:
    eco = ecosystem()
    first = brought(eco, written(tmp_path, package()))
    before = told(Framework.objects.get())
    newer = package()
    newer["CFItems"][1]["fullStatement"] = "Counts to twenty"
    del newer["CFItems"][3], newer["CFAssociations"][3]
    second = brought(eco, written(tmp_path, newer))
    undo_import(second.row, by=STEWARD, at=NOW)
    assert told(Framework.objects.get()) == before
    bo = person(eco, "Bo")
    held = Progress.objects.create(
        ecosystem=eco, person=bo, item=Item.objects.get(code="M"), level=1, at=NOW
    )
    with pytest.raises(BuiltUpon):
        undo_import(first.row, by=STEWARD, at=NOW)
    assert held.item.framework == Framework.objects.get()


def test_a_framework_that_an_import_brought_in_goes_as_a_whole(tmp_path) -> None:
    found = brought(ecosystem(), written(tmp_path, package()))
    undo_import(found.row, by=STEWARD, at=NOW)
    for model in (Framework, Item, Association, Definition):
        assert not model.objects.exists()
