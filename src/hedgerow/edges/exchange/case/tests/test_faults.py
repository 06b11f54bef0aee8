"""What is wrong with a file is told by its path, and nothing of it is saved."""

import json

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.frameworks.models import Framework
from hedgerow.edges.exchange.case.flow import File, import_package
from hedgerow.edges.exchange.case.package import read_package
from hedgerow.edges.exchange.case.placing import own_kind
from hedgerow.edges.exchange.case.shapes import ASSOCIATION, ITEM, bent
from hedgerow.edges.exchange.case.telling import Teller
from hedgerow.edges.exchange.errors import FileUnreadable, ImportStopped
from hedgerow.foundation.permissions import Actor

from .sample import changed, item, package, uid, written

STEWARD = Actor.the_steward()


def broken(path: str, value: object) -> dict:
    """The package with one value put at a path such as CFItems.1.identifier."""
    found = package()
    here = found
    *steps, last = [int(one) if one.isdigit() else one for one in path.split(".")]
    for step in steps:
        here = here[step]
    here[last] = value
    return found


@pytest.mark.parametrize(
    ("content", "path", "code"),
    [
        (changed(CFDocument=None), "CFDocument", "case.no_document"),
        (broken("CFDocument.identifier", "1"), "CFDocument.identifier", "case.identifier"),
        (broken("CFDocument.title", " "), "CFDocument.title", "case.missing"),
        (broken("CFItems", {}), "CFItems", "case.shape"),
        (broken("CFItems.1", 5), "CFItems[1]", "case.shape"),
        (broken("CFItems.1.identifier", None), "CFItems[1].identifier", "case.identifier"),
        (broken("CFItems.1.identifier", uid(1)), "CFItems[1].identifier", "case.twice"),
        (broken("CFItems.0", {"identifier": uid(1)}), "CFItems[0].fullStatement", "case.missing"),
        (broken("CFItems.2.fullStatement", "a\x00"), "CFItems[2].fullStatement", "case.unkeepable"),
        (broken("CFItems.2.notes", "\ud800"), "CFItems[2].notes", "case.unkeepable"),
        (broken("CFAssociations.4.originNodeURI", None), "CFAssociations[4].originNodeURI", "case.node"),
        (broken("CFAssociations.4.associationType", 3), "CFAssociations[4].associationType", "case.missing"),
        (broken("CFAssociations.0.destinationNodeURI.identifier", uid(2)), "CFAssociations", "case.circle"),
        (broken("CFDefinitions", []), "CFDefinitions", "case.shape"),
        (broken("CFDefinitions.CFSubjects.0.identifier", "x"),
         "CFDefinitions.CFSubjects[0].identifier", "case.identifier"),
        (broken("CFRubrics.0.identifier", 1), "CFRubrics[0].identifier", "case.identifier"),
    ],
)  # fmt: skip
def test_a_fault_names_its_path(content, path: str, code: str) -> None:
    found = read_package(content)
    assert found.described is None
    assert (path, code) in [(one.column, one.code) for one in found.problems]


@pytest.mark.django_db
def test_a_file_with_faults_saves_nothing(tmp_path) -> None:
    file = written(tmp_path, broken("CFItems.1.identifier", None))
    with pytest.raises(ImportStopped) as stopped:
        import_package(ecosystem(), file, by=STEWARD, at=NOW)
    assert stopped.value.problems[0].file == "framework.json"
    assert not Framework.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "line 1"),
        (b"\xff\xfe{", "UTF-8"),
        (b'{"CFDocument": 1, "CFDocument": 2}', "stands twice"),
        (b'{"x": NaN}', "no number"),
        (b"[" * 100_000, "nested"),
        (b"[]", "no CFPackage"),
    ],
)
def test_what_is_no_clear_json_is_refused(content: bytes, said: str, tmp_path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(FileUnreadable) as refused:
        import_package(ecosystem(), File(path, "x.json"), by=STEWARD, at=NOW)
    assert said in str(refused.value)
    assert not Framework.objects.exists()


def test_what_the_standard_does_not_know_stands_among_the_extensions() -> None:
    raw = {**item(1), "colour": "red", "subject": "Maths", "educationLevel": None,
           "statusStartDate": "soon", "extensions": {"a": 1}}  # fmt: skip
    told = bent(raw, ITEM)
    assert told["extensions"] == {"a": 1, "colour": "red", "statusStartDate": "soon"}
    assert told["subject"] == ["Maths"]
    assert "educationLevel" not in told


def test_an_address_alone_is_an_end_and_a_number_in_quotes_a_number() -> None:
    told = bent(
        {"destinationNodeURI": "https://x.example/CFItems/7", "sequenceNumber": "3"}, ASSOCIATION
    )
    assert told["sequenceNumber"] == 3
    assert told["destinationNodeURI"]["identifier"] == "7"


def test_a_kind_that_nobody_knows_is_kept_as_an_extension() -> None:
    assert own_kind("isPrerequisite Of") == "ext:isPrerequisite-Of"


@pytest.mark.slow
@pytest.mark.django_db
def test_a_tolerated_file_leaves_in_the_standards_form_and_comes_back_unchanged(tmp_path) -> None:
    loose = package()
    del loose["CFDocument"]["creator"]
    loose["CFItems"][0] |= {"lastChangeDateTime": "yesterday", "subject": "Maths", "colour": "red"}
    loose["CFAssociations"][5]["associationType"] = "isPrerequisiteOf"
    eco = ecosystem()
    file = written(tmp_path, loose)
    import_package(eco, file, by=STEWARD, at=NOW)
    assert import_package(eco, file, by=STEWARD, at=NOW).changed == {}
    row = Framework.objects.get(ecosystem=eco)
    told = Teller.of(row, "https://here.example").package()
    json.dumps(told)
    assert told["CFDocument"]["creator"] == eco.name
    assert told["CFItems"][0]["extensions"] == {"colour": "red", "lastChangeDateTime": "yesterday"}
    kinds = [one["associationType"] for one in told["CFAssociations"]]
    assert "ext:isPrerequisiteOf" in kinds
    assert import_package(eco, written(tmp_path, told), by=STEWARD, at=NOW).changed == {}
