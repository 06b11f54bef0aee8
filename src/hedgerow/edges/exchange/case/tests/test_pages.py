"""A CASE file is sent in on a page, looked at, confirmed; each framework can be fetched."""

import csv
import io
import json
from argparse import ArgumentParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.frameworks.models import Framework, Item
from hedgerow.commons.membership.tests.factories import convener
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.case.flow import import_package
from hedgerow.edges.exchange.commands import COMMANDS
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation.jobs.work import run_pending
from hedgerow.foundation.permissions import Actor

from .sample import changed, package, written

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


@pytest.fixture
def eco():
    return ecosystem(slug="valley")


def signed_in(somebody: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = somebody.pk
    session.save()
    return client


def sent(content: object) -> dict[str, SimpleUploadedFile]:
    plain = content if isinstance(content, bytes) else json.dumps(content).encode()
    return {"file": SimpleUploadedFile("maths.json", plain, "application/json")}


@pytest.mark.slow
def test_a_convener_sends_a_file_in_looks_at_it_and_confirms(eco) -> None:
    browser = signed_in(convener(eco))
    answer = browser.post("/e/valley/frameworks/import/", sent(package()))
    page = browser.get(answer["Location"]).content.decode()
    for words in ("items: 4", "associations: 10", "Import 19 rows", "Mathematics of the valley"):
        assert words in page
    assert "Place in the order" in page
    browser.cookies["django_language"] = "es"
    page = browser.get(answer["Location"]).content.decode()
    assert ("elementos: 4" in page, "items" in page, ">position<" in page) == (True, False, False)
    assert not Framework.objects.exists()
    row = Import.objects.get()
    browser.post(f"/e/valley/imports/{row.uuid}/confirm/", {"digest": row.digest})
    run_pending()
    row.refresh_from_db()
    assert (row.state, row.stored) == ("done", "")
    assert Item.objects.count() == 4
    assert 'href="/e/valley/frameworks/import/"' in browser.get(answer["Location"]).content.decode()
    assert "maths.json" in browser.get("/e/valley/imports/").content.decode()


@pytest.mark.slow
def test_the_same_file_again_has_nothing_to_confirm(eco, tmp_path) -> None:
    import_package(eco, written(tmp_path, package()), by=STEWARD, at=NOW)
    browser = signed_in(convener(eco))
    answer = browser.post("/e/valley/frameworks/import/", sent(package()))
    page = browser.get(answer["Location"]).content.decode()
    assert "Everything in this file is here already" in page


def test_problems_are_told_by_their_path(eco) -> None:
    browser = signed_in(convener(eco))
    answer = browser.post(
        "/e/valley/frameworks/import/", sent(changed(CFItems=[{"identifier": 1}]))
    )
    page = browser.get(answer["Location"]).content.decode()
    assert "CFItems[0].identifier" in page
    assert Import.objects.get().state == "wrong"


def test_what_is_no_json_is_said_beside_the_file(eco) -> None:
    answer = signed_in(convener(eco)).post("/e/valley/frameworks/import/", sent(b"id;title"))
    assert answer.status_code == 422
    assert "it is no JSON" in answer.content.decode()
    assert not Import.objects.exists()


@pytest.mark.slow
def test_a_framework_is_fetched_as_case_and_as_a_sheet(eco, tmp_path) -> None:
    import_package(eco, written(tmp_path, package()), by=STEWARD, at=NOW)
    row = Framework.objects.get()
    page = Client().get(f"/e/valley/frameworks/{row.uuid}/").content.decode()
    assert f"/e/valley/frameworks/{row.uuid}/case.json" in page
    told = json.loads(Client().get(f"/e/valley/frameworks/{row.uuid}/case.json").content)
    assert told["CFDocument"]["title"] == row.title
    text = Client().get(f"/e/valley/frameworks/{row.uuid}/case.csv").content.decode("utf-8-sig")
    first, *lines = list(csv.reader(io.StringIO(text)))
    assert first[0] == "Identifier"
    assert [(line[2], line[7]) for line in lines] == [
        ("M", ""),
        ("M.1", "M"),
        ("M.2", "M"),
        ("2", ""),
    ]
    assert lines[1][first.index("Exemplar")] == "https://else.example/x-1"


def test_the_command_brings_a_file_in_and_says_what_it_did(eco, tmp_path, capsys) -> None:
    command = next(one for one in COMMANDS if one.name == "import")
    parser = ArgumentParser()
    command.configure(parser)
    path = str(written(tmp_path, package()).path)
    assert command.run(parser.parse_args(["valley", path, "--preview"])) == 0
    assert not Framework.objects.exists()
    assert command.run(parser.parse_args(["valley", path])) == 0
    assert Framework.objects.exists()
    assert "items: 4" in capsys.readouterr().out
    wrong = str(written(tmp_path, changed(CFDocument={}), "wrong.json").path)
    assert command.run(parser.parse_args(["valley", wrong])) == 1
    assert "CFDocument.identifier" in capsys.readouterr().err
