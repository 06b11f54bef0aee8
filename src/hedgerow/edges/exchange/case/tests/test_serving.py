"""The standard's addresses: what is public to anybody, the rest by token, errors in its own form."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.frameworks.actions import begin_version, save_framework, tie_items
from hedgerow.commons.frameworks.models import INDICATORS, Framework
from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.tests.factories import actor, convener
from hedgerow.edges.exchange.case.flow import import_package
from hedgerow.foundation.permissions import Actor

from .sample import DOCUMENT, TEXTS, package, uid, written

pytestmark = pytest.mark.django_db
STEWARD, AT = Actor.the_steward(), "/ims/case/v1p1/"


@pytest.fixture
def brought(tmp_path) -> Framework:
    eco = ecosystem(slug="valley")
    import_package(eco, written(tmp_path, package()), by=STEWARD, at=NOW)
    return Framework.objects.get()


def skills(eco, title: str = "Skills", key: str = "skills") -> Framework:
    items = [{"code": "A", "title": "Reading"}]
    return save_framework(eco, key, title, items, by=STEWARD, at=NOW, kind=key)


def asked(path: str, **headers: str):
    return Client().get(AT + path, headers=headers)


def minor(answer) -> str:
    fields = answer.json()["imsx_codeMinor"]["imsx_codeMinorField"]
    return fields[0]["imsx_codeMinorFieldValue"]


@pytest.mark.slow
def test_anybody_reads_the_public_frameworks_of_public_ecosystems_alone(brought: Framework) -> None:
    hidden = ecosystem(public=False)
    private = skills(hidden)
    begin_version(brought, "2027", by=STEWARD, at=NOW)
    save_framework(brought.ecosystem, "own", "Own", [], by=STEWARD, at=NOW, kind=INDICATORS)
    answer = asked("CFDocuments")
    assert [one["identifier"] for one in answer.json()["CFDocuments"]] == [DOCUMENT]
    assert answer["X-Total-Count"] == "1"
    for path in (f"CFPackages/{private.identifier}", f"CFItems/{private.items.get().identifier}"):
        assert asked(path).status_code == 404


def test_a_token_opens_the_frameworks_of_its_owners_ecosystems(brought: Framework) -> None:
    hidden = ecosystem(public=False)
    private, ada = skills(hidden), convener(hidden)
    _token, secret = make_token("t", write=False, expires_at=None, by=actor(ada), at=NOW)
    answer = asked(f"CFPackages/{private.identifier}", authorization=f"Bearer {secret}")
    assert answer.json()["CFItems"][0]["fullStatement"] == "Reading"
    assert asked("CFDocuments", authorization="Bearer wrong").status_code == 401
    assert minor(asked("CFDocuments", authorization="Bearer wrong")) == "unauthorisedrequest"


@pytest.mark.slow
def test_each_object_is_served_as_the_standard_names_it(brought: Framework) -> None:
    document = asked(f"CFDocuments/{DOCUMENT}").json()
    assert document["CFPackageURI"]["uri"].endswith(f"/ims/case/v1p1/CFPackages/{DOCUMENT}")
    assert asked(f"CFPackages/{DOCUMENT}").json()["CFDocument"]["title"] == document["title"]
    item = asked(f"CFItems/{uid(2)}").json()
    assert (item["fullStatement"], item["CFDocumentURI"]["identifier"]) == (TEXTS[1], DOCUMENT)
    ties = asked(f"CFItemAssociations/{uid(2)}").json()
    assert ties["CFItem"]["identifier"] == uid(2)
    assert len(ties["CFAssociations"]) == 1 + 10
    assert asked(f"CFAssociations/{uid(2, 'a')}").json()["associationType"] == "isChildOf"
    assert asked(f"CFAssociations/{uid(10, 'a')}").json()["associationType"] == "isPeerOf"
    subjects = asked(f"CFSubjects/{uid(1, 'e')}").json()["CFSubjects"]
    assert [one["title"] for one in subjects] == ["Mathematics"]
    assert asked(f"CFItemTypes/{uid(1, 'b')}").json()["CFItemTypes"][0]["title"] == "Standard"
    assert asked(f"CFLicenses/{uid(1, 'c')}").json()["licenseText"] == "CC BY 4.0"
    assert asked(f"CFRubrics/{uid(1, 'f')}").json()["title"] == "Depth"


def test_an_item_tells_the_ties_of_other_frameworks_to_it(brought: Framework) -> None:
    row = skills(brought.ecosystem)
    target = brought.items.get(code="M")
    tie = {"kind": "exactMatchOf", "origin_id": row.items.get().pk, "destination_id": target.pk}
    tie_items(row, [tie], by=STEWARD, at=NOW)
    told = asked(f"CFItemAssociations/{uid(1)}").json()["CFAssociations"]
    assert "exactMatchOf" in [one["associationType"] for one in told]


def test_version_1_0_is_told_without_what_1_1_brought(brought: Framework) -> None:
    told = Client().get(f"/ims/case/v1p0/CFPackages/{DOCUMENT}").json()
    assert not {"caseVersion", "frameworkType", "extensions"} & set(told["CFDocument"])
    kinds = {one["associationType"] for one in told["CFAssociations"]}
    assert not any(kind.startswith("ext:") for kind in kinds)
    assert not any("notes" in one for one in told["CFAssociations"])
    assert Client().get(f"/ims/case/v2/CFPackages/{DOCUMENT}").status_code == 404


def test_a_list_is_paged_sorted_filtered_and_cut_to_fields() -> None:
    eco = ecosystem()
    for number, title in enumerate(("Cooking", "Algebra", "Botany")):
        skills(eco, title, f"k{number}")
    answer = asked("CFDocuments?limit=2&sort=title&orderBy=desc&fields=title")
    assert answer.json() == {"CFDocuments": [{"title": "Cooking"}, {"title": "Botany"}]}
    assert answer["X-Total-Count"] == "3"
    assert 'offset=2>; rel="next"' in answer["Link"]
    last = asked("CFDocuments?limit=2&offset=2&sort=title").json()["CFDocuments"]
    assert [one["title"] for one in last] == ["Cooking"]
    for text, titles in (
        ("title='algebra'", ["Algebra"]),
        ("title~'o' AND title!='Cooking'", ["Botany"]),
        ("title<'B' OR title>='C'", ["Cooking", "Algebra"]),
    ):
        found = Client().get(AT + "CFDocuments", {"filter": text}).json()["CFDocuments"]
        assert [one["title"] for one in found] == titles


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("CFItems/nothing", 400, "invaliduuid"),
        (f"CFItems/{uid(99)}", 404, "unknownobject"),
        (f"CFNothing/{uid(99)}", 404, "unknownobject"),
        ("CFDocuments?sort=colour", 400, "invalid_sort_field"),
        ("CFDocuments?fields=colour", 400, "invalid_selection_field"),
        ("CFDocuments?filter=colour='red'", 400, "invalid_selection_field"),
        ("CFDocuments?filter=title", 400, "invalid_selection_field"),
        ("CFDocuments?limit=0", 400, "invalid_selection_field"),
        ("CFDocuments?offset=-1", 400, "invalid_selection_field"),
    ],
)
def test_a_refusal_is_told_as_the_standard_tells_it(path: str, status: int, said: str) -> None:
    answer = asked(path)
    told = answer.json()
    assert (answer.status_code, minor(answer)) == (status, said)
    assert (told["imsx_codeMajor"], told["imsx_severity"]) == ("failure", "error")


def test_nothing_is_written_there() -> None:
    assert Client().post(AT + "CFDocuments").status_code in (401, 405)


@pytest.mark.parametrize("path", ["CFDocuments", "CFPackages/{identifier}"])
@pytest.mark.slow
def test_many_take_as_many_queries_as_few(path: str) -> None:
    counts = []
    for size in (2, 20):
        eco = ecosystem()
        for number in range(size):
            row = skills(eco, f"S {number}", f"k{number}")
        items = [{"code": f"I{number}", "title": "I"} for number in range(size)]
        row = save_framework(eco, "k0", "S 0", items, by=STEWARD, at=NOW, kind="k")
        with CaptureQueriesContext(connection) as caught:
            assert asked(path.format(identifier=row.identifier)).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
