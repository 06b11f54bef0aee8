"""A set on its way through the page: no password reaches the disk, and the preview says so."""

import io
import zipfile

import pytest
from django.urls import reverse

from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange import importing, uploads
from hedgerow.edges.exchange.lists import Imports
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation import jobs

from .rosters import Set
from .sending import confirm, page, send

pytestmark = pytest.mark.django_db


def sent(client, content, name="set.zip"):
    return send(client, content, "set", name)


@pytest.mark.slow
def test_a_set_is_looked_at_confirmed_and_undone(ada):
    assert sent(ada, Set("1.2").packed()).status_code == 302
    row = Import.objects.get()
    assert (row.state, row.target) == ("ready", "roster")
    said = page(ada, row)
    assert "Import 12 rows" in said
    assert "read with" not in said  # a set is read in one way
    assert "People: 4" in said
    assert "userProfiles.csv, password: refused, never stored" in said
    assert "Amira Nuñez" in said
    confirm(ada, row)
    jobs.run_pending()
    row.refresh_from_db()
    assert (row.state, Person.objects.count()) == ("done", 5)  # Ada is one of them
    ada.post(reverse("undo-import", args=["grove", row.uuid]))
    assert Person.objects.count() == 1


@pytest.mark.slow
def test_what_is_kept_of_a_set_until_it_is_imported_has_no_password_in_it(ada):
    sent(ada, Set("1.2").packed())
    (kept,) = [one for one in uploads.folder().iterdir() if one.is_file()]
    with zipfile.ZipFile(kept) as packed:
        said = "".join(packed.read(name).decode() for name in packed.namelist())
    for word in ("secret", "hidden", "female", "Neat."):
        assert word not in said
    assert "Amira" in said


@pytest.mark.slow
def test_a_large_set_is_looked_through_by_a_job(ada, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 10)
    sent(ada, Set().packed())
    assert Import.objects.get().state == "checking"
    jobs.run_pending()
    row = Import.objects.get()
    assert row.state == "ready"
    assert row.preview["excluded"]["users.csv, password: refused, never stored"] == 1


@pytest.mark.slow
def test_what_was_left_out_counts_rows_and_no_values(ada):
    made = Set("1.2")
    sent(ada, made.packed())
    row = Import.objects.get()
    excluded = row.preview["excluded"]
    refused = sum(n for reason, n in excluded.items() if "refused" in reason)
    assert row.preview["cells"] == refused == 5
    (column,) = (one for one in Imports.columns if one.key == "excluded")
    assert column.value
    assert column.value(row) is None
    row.state = Import.State.DONE
    # one row each of five files of which nothing is kept
    assert column.value(row) == sum(excluded.values()) - refused == 5


@pytest.mark.slow
def test_problems_of_a_set_name_their_file_on_the_page(ada):
    made = Set()
    made.row("orgs", "d1")["type"] = "planet"
    sent(ada, made.packed())
    row = Import.objects.get()
    assert row.state == "wrong"
    said = page(ada, row)
    assert "orgs.csv" in said
    assert "planet" in said


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"PK\x03\x04junk"])
def test_what_is_no_set_is_refused_beside_its_field(ada, content):
    answer = sent(ada, content)
    assert answer.status_code == 422
    assert "cannot be read" in answer.content.decode()
    assert not Import.objects.exists()
    assert not list(uploads.folder().iterdir())


def test_a_quotation_mark_left_open_is_told_and_nothing_is_kept(ada):
    made = Set()
    made.extra["users.csv"] = made.texts()["users.csv"].replace("secret", '"secret', 1)
    answer = sent(ada, made.packed())
    assert "a quotation mark is opened and not closed" in answer.content.decode()
    assert not list(uploads.folder().iterdir())


def test_a_set_sent_in_with_a_mapping_for_one_sheet_says_what_to_choose(ada):
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as packed:
        packed.writestr("export/manifest.csv", "propertyName,value\n")
    for content in (Set().packed(), inside.getvalue()):
        said = send(ada, content, name="set.zip").content.decode()
        assert "it is a set of several files; choose to read it as one" in said
