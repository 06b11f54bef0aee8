"""What is wrong with the shape of a set is told at once, and what never came in leaves no choice behind."""

import pytest
from django.urls import reverse

from hedgerow.commons.membership.tests.factories import browser
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.models import Import, SavedMapping
from hedgerow.edges.exchange.rosters.sets import read_set
from hedgerow.foundation import jobs

from .rosters import Set
from .sending import confirm, send


def faults(made, tmp_path):
    found = read_set(made.write(tmp_path / "set.zip"))
    return {
        (one.file, one.column, one.code.removeprefix("exchange.roster_")) for one in found.problems
    }


def test_a_file_that_is_missing_and_wrong_headings_are_told_together(tmp_path):
    made = Set("1.1")
    made.without.add("classes.csv")
    made.heads["users"] = [
        "givenname" if one == "givenName" else one for one in made.heads["users"]
    ]
    made.heads["orgs"] = [*made.heads["orgs"], "colour"]
    made.files["users"][0]["role"] = "nobody"
    assert faults(made, tmp_path) == {
        ("manifest.csv", "file.classes", "no_file"),
        ("users.csv", "givenname", "heading"),
        ("users.csv", "givenName", "column"),
        ("orgs.csv", "colour", "heading"),
    }


def test_a_set_that_is_whole_tells_of_its_rows_as_well(tmp_path):
    made = Set("1.1")
    made.heads["orgs"] = [*made.heads["orgs"], "colour"]
    made.files["users"][0]["role"] = "nobody"
    told = faults(made, tmp_path)
    assert ("orgs.csv", "colour", "heading") in told
    assert ("users.csv", "role", "choice") in told


def chosen(client, row, starts=""):
    """The columns as they are proposed, for a file of schools."""
    address = f"/api/ecosystems/grove/imports/{row.uuid}/columns"
    said = client.get(address).json()
    body = {
        "target": said["target"],
        "columns": {one["column"]: one["field"] for one in said["columns"] if one["field"]},
        "constants": {"kind": "school"},
        "makes_codes": said["makes_codes"],
    }
    return client.put(address, body, content_type="application/json")


def offered(client):
    return [one["title"] for one in client.get("/api/ecosystems/grove/mappings").json()]


@pytest.mark.django_db
def test_headings_are_a_choice_once_a_file_with_them_came_in(ada):
    by = browser(Person.objects.get(name="Ada"))
    send(ada, "School code;School name\n0012;Elm\n0012;Oak\n", "guess", "wrong.csv")
    wrong = Import.objects.get()
    assert chosen(by, wrong).status_code == 200
    wrong.refresh_from_db()
    assert wrong.state == "wrong"
    assert SavedMapping.objects.count() == 1
    assert "headings of wrong.csv" not in offered(by)
    assert (
        "headings of wrong.csv"
        not in ada.get(reverse("new-import", args=["grove"])).content.decode()
    )
    send(ada, "School code;School name\n0012;Elm\n0013;Oak\n", "guess", "mended.csv")
    mended = Import.objects.latest("pk")
    assert mended.state == "ready"
    confirm(ada, mended)
    jobs.run_pending()
    assert "headings of wrong.csv" in offered(by)
