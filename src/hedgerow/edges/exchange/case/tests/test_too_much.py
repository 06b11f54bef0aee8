"""What the database would refuse, or no page could show, is told by its path before anything is written."""

from typing import Any

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.edges.exchange.case.flow import import_package, preview
from hedgerow.edges.exchange.case.package import read_package
from hedgerow.edges.exchange.errors import ImportStopped

from . import sample
from .sample import STEWARD, brought, package, uid, written

MOST = 20_000


def with_text(path: str, length: int) -> dict[str, Any]:
    """The package with a text of so many characters at a path such as CFItems.1.notes."""
    found = package()
    name, at, field = path.split(".")
    found[name][int(at)][field] = "x" * length
    return found


def chain(depth: int) -> dict[str, Any]:
    """Items each below the one before."""
    items = [
        {"identifier": uid(n), "fullStatement": "x", "humanCodingScheme": f"X{n}"}
        for n in range(depth)
    ]
    ends = [sample.link("CFItems", uid(n), "x") for n in range(depth)]
    places = [
        sample.association(n, "isChildOf", ends[n], ends[n - 1], sequenceNumber=1)
        for n in range(1, depth)
    ]
    return package() | {"CFItems": items, "CFAssociations": places}


TOO_LONG = ("CFItems.0.fullStatement", "CFItems.1.notes", "CFAssociations.4.notes")


@pytest.mark.django_db
@pytest.mark.parametrize("path", TOO_LONG)
def test_a_text_longer_than_the_database_keeps_is_told_by_its_path(path: str, tmp_path) -> None:
    file = written(tmp_path, with_text(path, MOST + 1))
    (problem,) = preview(eco := ecosystem(), file, by=STEWARD).problems
    name, at, field = path.split(".")
    assert (problem.column, problem.code) == (f"{name}[{at}].{field}", "case.too_long")
    assert "20001" in problem.expected
    with pytest.raises(ImportStopped):
        import_package(eco, file, by=STEWARD, at=NOW)
    assert not Framework.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("path", TOO_LONG)
def test_a_text_just_as_long_as_may_be_comes_in(path: str, tmp_path) -> None:
    brought(ecosystem(), written(tmp_path, with_text(path, MOST)))
    assert Framework.objects.exists()


@pytest.mark.django_db
def test_thirty_levels_come_in_and_their_page_can_be_read(tmp_path, client) -> None:
    brought(eco := ecosystem(), written(tmp_path, chain(30)))
    assert Item.objects.count() == 30
    row = Framework.objects.get()
    page = client.get(f"/e/{eco.slug}/frameworks/{row.uuid}/")
    assert (page.status_code, b"X29" in page.content) == (200, True)


def test_what_stands_deeper_is_told_before_it_is_numbered() -> None:
    found = read_package(chain(31))
    assert [(one.column, one.code) for one in found.problems] == [("CFItems[30]", "case.too_deep")]
    found = read_package(chain(5_000))
    assert found.described is None
    assert {one.code for one in found.problems} == {"case.too_deep"}


def test_more_definitions_than_can_be_numbered_are_told() -> None:
    raw = package()
    raw["CFDefinitions"]["CFSubjects"] = [{"identifier": uid(n)} for n in range(MOST + 1)]
    (problem,) = read_package(raw).problems
    assert (problem.column, problem.code) == ("CFDefinitions.CFSubjects", "case.too_many")
