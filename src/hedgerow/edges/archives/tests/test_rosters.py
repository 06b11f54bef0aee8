"""Rosters go out as a set that comes in again: nothing changes here, all of it is new elsewhere."""

import csv
import io
import json
import zipfile
from argparse import ArgumentParser
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.models import Ecosystem, Term
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.tests.factories import (
    assigned,
    convener,
    ecosystem,
    learner,
    member_school,
    organisation,
    person,
)
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.edges.archives.commands import COMMANDS
from hedgerow.edges.archives.errors import NotWritten
from hedgerow.edges.archives.models import Archive
from hedgerow.edges.archives.rosters import write_roster
from hedgerow.edges.exchange.actions import Upload, import_file, preview
from hedgerow.edges.exchange.tests.rosters import Set
from hedgerow.foundation import jobs
from hedgerow.foundation.installation.errors import FileExists
from hedgerow.foundation.journal.models import Fact, FactContent
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
PAGE = "/e/grove/settings/archive/"
AT = datetime(2026, 11, 24, 18, tzinfo=UTC)
TODAY = date(2026, 11, 24)
VERSIONS = pytest.mark.parametrize("version", [pytest.param("1.1", marks=pytest.mark.slow), "1.2"])
STEWARD = Actor.the_steward()


@pytest.fixture
def grove(settings, tmp_path):
    settings.HEDGEROW_HOME = tmp_path
    return ecosystem("Grove", slug="grove")


def taken(place: Ecosystem, version: str, tmp_path):
    """The set as a file, its rows by file, and what was written."""
    target = tmp_path / "out.zip"
    heard: list[tuple[int, int]] = []
    written = write_roster(place, version, target, AT, lambda *said: heard.append(said))
    assert heard[-1][0] == heard[-1][1] == len(heard)
    with zipfile.ZipFile(target) as packed:
        rows = {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(packed.read(name).decode())))
            for name in packed.namelist()
        }
    assert written.rows == sum(len(found) for name, found in rows.items() if name != "manifest")
    return target, rows, written


def fails(place: Ecosystem, file):
    seen = preview(place, Upload(file), by=STEWARD)
    return [(one.file, one.line, one.column, one.value, one.code) for one in seen.problems]


@pytest.mark.slow
@VERSIONS
def test_a_set_that_came_in_goes_out_and_comes_in_again(version, grove, tmp_path):
    import_file(grove, Upload(Set(version).write(tmp_path / "in.zip")), by=STEWARD, at=AT)
    for out in ("1.1", "1.2"):
        file, _rows, written = taken(grove, out, tmp_path)
        assert fails(grove, file) == []
        again = preview(grove, Upload(file), by=STEWARD)
        assert (dict(again.new), dict(again.changed)) == ({}, {}), out
        assert dict(written.left_out) == {}
        elm = ecosystem(f"Elm {out}", slug=f"elm-{out.replace('.', '-')}")
        import_file(elm, Upload(file), by=STEWARD, at=AT)
        kept = {"kept_by": elm}
        assert Person.objects.filter(**kept).count() == Person.objects.filter(kept_by=grove).count()
        assert Guardian.objects.filter(ecosystem=elm).count() == 1
        assert GroupPlace.objects.filter(group__ecosystem=elm, leads=True).count() == 1
        assert Group.objects.get(ecosystem=elm).starts == Group.objects.get(ecosystem=grove).starts


@pytest.mark.slow
@VERSIONS
def test_what_was_entered_by_hand_goes_out_whole(version, grove, tmp_path):
    oak = member_school(grove)
    Term.objects.create(
        ecosystem=grove, name="Autumn", starts=date(2026, 9, 1), ends=date(2026, 12, 18)
    )
    bo, dee, cy = learner(oak, "Bo"), person(grove, "Dee Quill"), person(grove, "Cy Oh")
    bo.born = date(2015, 3, 9)
    dee.code = "7,8"  # two ids to whoever reads a list
    dee.save()
    bo.save()
    assigned(dee, "guardian", grove)
    assigned(cy, "educator", grove, oak)
    Guardian.objects.create(ecosystem=grove, guardian=dee, learner=bo, starts=date(2026, 9, 1))
    group = Group.objects.create(
        ecosystem=grove, organisation=oak, name="5a", starts=date(2026, 9, 1)
    )
    for one, leads in ((bo, False), (cy, True)):
        GroupPlace.objects.create(group=group, person=one, leads=leads, starts=date(2026, 9, 1))
    file, rows, _written = taken(grove, version, tmp_path)
    assert fails(ecosystem("Elm", slug="elm"), file) == []
    users = {row["sourcedId"]: row for row in rows["users"]}
    assert users[str(bo.uuid)]["agentSourcedIds"] == str(dee.uuid)
    assert users[str(bo.uuid)]["grades"] == "05"  # entered as 5
    assert (users[str(bo.uuid)]["givenName"], users[str(bo.uuid)]["familyName"]) == ("Bo", "-")
    assert [(row["sourcedId"], row["birthDate"]) for row in rows["demographics"]] == [
        (str(bo.uuid), "2015-03-09")
    ]
    assert [(row["role"], row["primary"]) for row in rows["enrollments"]] == [
        ("teacher", "true"), ("student", "false"),
    ]  # fmt: skip
    (session,) = rows["academicSessions"]
    assert (session["title"], session["schoolYear"], session["endDate"]) == (
        "Autumn", "2027", "2026-12-18",
    )  # fmt: skip
    elm = Ecosystem.objects.get(slug="elm")
    import_file(elm, Upload(file), by=STEWARD, at=AT)
    assert Person.objects.filter(kept_by=elm, name="Bo").exists()


@VERSIONS
def test_who_is_barred_gone_erased_or_kept_elsewhere_is_in_no_file(version, grove, tmp_path):
    oak = member_school(grove)
    bo, barred = learner(oak, "Bo Ek"), person(grove, "Baz Quill")
    assigned(barred, "guardian", grove)
    Guardian.objects.create(
        ecosystem=grove, guardian=barred, learner=bo, barred=True, starts=date(2026, 9, 1)
    )
    left, erased = learner(oak, "Lee Left"), learner(oak, "Era Sed")
    Assignment.objects.filter(person=left).update(ends=date(2026, 10, 1))
    Person.objects.filter(pk=erased.pk).update(erased_at=AT)
    visitor = person(ecosystem("Birch"), "Vis Itor")
    assigned(visitor, "tutor", grove, oak)
    convener(grove)
    _file, rows, written = taken(grove, version, tmp_path)
    names = {row["familyName"] for row in rows["users"]}
    assert names == {"Ek", "Quill"}
    assert {row["agentSourcedIds"] for row in rows["users"]} == {""}
    assert (written.left_out["roles"], written.left_out["people"]) == (1, 1)


def test_a_group_without_a_school_and_a_second_role_are_told(grove, tmp_path):
    oak = member_school(grove)
    district = organisation(grove, "North", kind="district", sector="school")
    cy = person(grove, "Cy Oh")
    assigned(cy, "educator", grove, oak)
    assigned(cy, "tutor", grove, oak)
    for site in (None, district):
        made = Group.objects.create(
            ecosystem=grove, organisation=site, name="Circle", starts=date(2026, 9, 1)
        )
        GroupPlace.objects.create(group=made, person=cy, starts=date(2026, 9, 1))
    _file, rows, written = taken(grove, "1.1", tmp_path)
    assert dict(written.left_out) == {"groups": 2, "places": 2, "second_roles": 1}
    assert [(row["role"], row["orgSourcedIds"]) for row in rows["users"]] == [
        ("teacher", str(oak.uuid))
    ]
    _file, rows, written = taken(grove, "1.2", tmp_path)
    assert dict(written.left_out) == {"groups": 2, "places": 2}
    assert [row["roleType"] for row in rows["roles"]] == ["primary", "secondary"]


@pytest.mark.slow
def test_an_organisation_with_classes_is_a_school_and_parents_come_along(grove, tmp_path):
    network = organisation(grove, "Network", kind="network", sector="community")
    hub = organisation(grove, "Hub", kind="hub", sector="community", parent=network)
    tam = person(grove, "Tam Tutor")
    assigned(tam, "tutor", grove)
    Group.objects.create(ecosystem=grove, organisation=hub, name="Circle", starts=TODAY)
    file, rows, _written = taken(grove, "1.2", tmp_path)
    assert fails(ecosystem("Elm", slug="elm"), file) == []
    told = {row["name"]: row for row in rows["orgs"]}
    assert (told["Hub"]["type"], told["Network"]["type"]) == ("school", "local")
    assert told["Hub"]["parentSourcedId"] == told["Network"]["sourcedId"]
    assert told["Grove"]["sourcedId"] == rows["roles"][0]["orgSourcedId"] == str(grove.uuid)
    assert not Organisation.objects.filter(name="Grove").exists()


@pytest.mark.slow
def test_it_is_asked_for_on_the_page_and_says_what_is_not_in_it(grove, client):
    ada = convener(grove)
    session = client.session
    session["person_id"] = ada.pk
    session.save()
    asked = client.post(PAGE, {"form": "oneroster-1.2"})
    jobs.run_pending()
    shown = client.get(asked["Location"]).content.decode()
    assert "1 role that OneRoster has no word for" in shown
    answer = client.get(f"{asked['Location']}archive.zip")
    assert 'filename="grove-oneroster-1.2.zip"' in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as packed:
        assert "manifest.csv" in packed.namelist()
    assert "OneRoster 1.2" in client.get(PAGE).content.decode()
    fact = Fact.objects.get(kind="archives.made")
    assert FactContent.objects.get(fact=fact).payload["form"] == "oneroster-1.2"


def test_a_form_that_nobody_knows_is_refused(grove, client):
    ada = convener(grove)
    session = client.session
    session["person_id"] = ada.pk
    session.save()
    answer = client.post(PAGE, {"form": "clever"})
    assert answer.status_code == 422
    assert "OneRoster 1.1 or OneRoster 1.2" in answer.content.decode()
    assert not Archive.objects.exists()


def run(words):
    (command,), parser = COMMANDS, ArgumentParser()
    command.configure(parser)
    return command.run(parser.parse_args(words))


def test_the_command_writes_one_and_says_what_is_not_in_it(grove, tmp_path, capsys):
    convener(grove)
    words = ["grove", "--to", str(tmp_path / "set.zip"), "--as", "oneroster-1.1"]
    assert run(words) == 0
    said = capsys.readouterr().out
    assert "rows" in said
    assert "not in it: 1 role that OneRoster has no word for" in said
    with pytest.raises(FileExists):
        run([*words, "--json"])
    assert run([*words, "--json", "--replace"]) == 0
    assert json.loads(capsys.readouterr().out)["left_out"] == {"roles": 1}


@pytest.mark.slow
def test_many_people_take_as_many_queries_as_few(grove, tmp_path):
    oak = member_school(grove)
    counts = []
    for more in (2, 18):
        for number in range(more):
            bo = learner(oak, f"Bo {more} {number}")
            group = Group.objects.create(
                ecosystem=grove, organisation=oak, name=f"{more} {number}", starts=TODAY
            )
            GroupPlace.objects.create(group=group, person=bo, starts=TODAY)
        with CaptureQueriesContext(connection) as queries:
            taken(grove, "1.2", tmp_path)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_folder_that_is_missing_is_made_and_one_that_cannot_be_is_named(grove, tmp_path, capsys):
    convener(grove)
    form = ["--as", "oneroster-1.1"]
    assert run(["grove", "--to", str(tmp_path / "new" / "set.zip"), *form]) == 0
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(NotWritten) as refused:
        run(["grove", "--to", str(tmp_path / "file" / "set.zip"), *form])
    assert str(tmp_path / "file" / "set.zip") in str(refused.value)
