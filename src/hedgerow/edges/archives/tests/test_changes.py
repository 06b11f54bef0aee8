"""What changed goes out as a set of changes, which brings the other side to the same state."""

import csv
import io
import zipfile
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership import actions as membership
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.tests.factories import convener, ecosystem
from hedgerow.commons.people import actions as people
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.edges.archives.models import Archive
from hedgerow.edges.archives.rosters import write_roster
from hedgerow.edges.exchange.actions import Upload, import_file
from hedgerow.edges.exchange.errors import WholeSetNeeded
from hedgerow.edges.exchange.rosters import outgoing_since
from hedgerow.edges.exchange.tests.rosters import Set
from hedgerow.edges.exchange.undoing import undo_import
from hedgerow.foundation import jobs
from hedgerow.foundation.journal.models import Fact, FactContent
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.erasing import erase_person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STEWARD = Actor.the_steward()
VERSIONS = pytest.mark.parametrize("version", ["1.1", "1.2"])
DAY = timedelta(days=1)
PAGE = "/e/grove/settings/archive/"


@pytest.fixture
def grove(settings, tmp_path, monkeypatch):
    settings.HEDGEROW_HOME = tmp_path
    monkeypatch.setattr(outgoing_since, "MARGIN", timedelta(0))
    return ecosystem("Grove", slug="grove")


def now() -> datetime:
    return timezone.now()


def bring(place, path):
    return import_file(place, Upload(path), by=STEWARD, at=now())


def out(place, version, tmp_path, since=None):
    """The set as a file, and its rows by file."""
    target = tmp_path / "out.zip"
    write_roster(place, version, target, now(), lambda *said: None, since)
    with zipfile.ZipFile(target) as packed:
        rows = {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(packed.read(name).decode())))
            for name in packed.namelist()
        }
    return target, rows


def started(place, version, tmp_path):
    """A set that came in, the same elsewhere by what goes out, and the moment of it."""
    bring(place, Set(version).write(tmp_path / "in.zip"))
    elm = ecosystem("Elm", slug="elm")
    file, _rows = out(place, version, tmp_path)
    bring(elm, file)
    Assignment.objects.update(starts=date(2026, 8, 17))  # 1.1 does not say since when
    return elm, now()


def state(place: Ecosystem):
    """What the standard tells of an ecosystem, by codes, as it stands today."""
    day = today(place)
    held = Assignment.objects.filter(ecosystem=place).exclude(ends__lt=day).exclude(ends=day)
    places = GroupPlace.objects.filter(group__ecosystem=place).exclude(ends__lte=day)
    own = Person.objects.filter(kept_by=place, erased_at=None)
    return {
        "people": set(
            own.filter(pk__in=held.values("person")).values_list("code", "name", "born")
        ),
        "roles": set(held.values_list("person__code", "role", "organisation__code", "grade")),
        "groups": set(
            Group.objects.filter(ecosystem=place).exclude(ends__lt=day).values_list("code", "name")
        ),
        "places": set(places.values_list("group__code", "person__code", "leads")),
        "ties": set(
            Guardian.objects.filter(ecosystem=place).values_list("guardian__code", "learner__code")
        ),
        "schools": set(
            Organisation.objects.filter(kept_by=place).exclude(code=str(place.uuid))
            .values_list("code", "name")
        ),
    }  # fmt: skip


def of(place, code) -> Person:
    return Person.objects.get(kept_by=place, code=code)


def ended(rows, name):
    return {row["sourcedId"] for row in rows[name] if row["status"] == "tobedeleted"}


def active(rows, name):
    return {row["sourcedId"] for row in rows[name] if row["status"] == "active"}


@VERSIONS
def test_nothing_that_changed_is_nothing_that_goes_out(version, grove, tmp_path):
    _elm, since = started(grove, version, tmp_path)
    _file, rows = out(grove, version, tmp_path, since)
    told = {row["propertyName"]: row["value"] for row in rows.pop("manifest")}
    assert {told[f"file.{name}"] for name in rows} == {"delta"}
    assert rows.pop("academicSessions")  # by which days of classes are read
    assert {name: found for name, found in rows.items() if found} == {}


def change(grove: Ecosystem) -> None:
    """A year of a school in a moment: a new name, somebody new, who left, moved, led and married."""
    how = {"by": STEWARD, "at": now()}
    oak, elm = (Organisation.objects.get(kept_by=grove, code=code) for code in ("s1", "s2"))
    group, yesterday = Group.objects.get(ecosystem=grove), today(grove) - DAY
    people.edit_person(of(grove, "l1"), {"name": "Amira Ek", "born": date(2012, 3, 10)}, **how)
    people.save_people(grove, [{"code": "l9", "name": "New Comer"}], **how)
    people.save_people(grove, [{"code": "g9", "name": "Pat Comer"}], **how)
    new, pat = of(grove, "l9"), of(grove, "g9")
    membership.assign_role(grove, new, "learner", organisation=elm, grade="4", **how)
    membership.assign_role(grove, pat, "guardian", **how)
    people.register_guardians(grove, [{"guardian_id": pat.pk, "learner_id": new.pk}], **how)
    membership.save_groups(
        grove, [{"code": "k9", "name": "Chess", "organisation_id": elm.pk}], **how
    )
    chess = Group.objects.get(ecosystem=grove, code="k9")
    membership.place_many(grove, [{"group_id": chess.pk, "person_id": new.pk}], **how)
    left = Assignment.objects.filter(ecosystem=grove, person=of(grove, "l2"))
    membership.end_places(
        grove, [{"group_id": group.pk, "person_id": of(grove, "l2").pk}], yesterday, **how
    )
    membership.end_assignments(grove, left.values_list("pk", flat=True), yesterday, **how)
    people.edit_organisation(oak, {"name": "Oak and Ash"}, **how)


@VERSIONS
def test_a_set_of_changes_brings_the_other_side_to_the_same_state(version, grove, tmp_path):
    elm, since = started(grove, version, tmp_path)
    change(grove)
    file, rows = out(grove, version, tmp_path, since)
    assert active(rows, "users") == {"l1", "g1", "l9", "g9"}  # g1 answers for l1
    assert ended(rows, "users") == {"l2"}
    assert active(rows, "classes") >= {"k9"}
    assert {row["dateLastModified"] != "" for found in rows.values() for row in found
            if "status" in row} == {True}  # fmt: skip
    (gone,) = (row for row in rows["enrollments"] if row["status"] == "tobedeleted")
    yesterday = today(grove) - DAY
    assert (gone["userSourcedId"], gone["dateLastModified"][:10]) == ("l2", str(yesterday))
    before = state(elm)
    assert before != state(grove)
    bring(elm, file)
    assert state(elm) == state(grove)
    assert GroupPlace.objects.get(group__ecosystem=elm, person__code="l2").ends == yesterday
    assert set(
        Assignment.objects.filter(ecosystem=elm, person__code="l2").values_list("ends", flat=True)
    ) == {yesterday}
    again = bring(elm, file)
    assert (dict(again.new), dict(again.changed)) == ({}, {})
    _file, nothing = out(grove, version, tmp_path, now())
    assert not nothing["users"]


@VERSIONS
def test_a_class_that_ended_ends_there_and_whoever_moved_has_moved(version, grove, tmp_path):
    elm, since = started(grove, version, tmp_path)
    how, yesterday = {"by": STEWARD, "at": now()}, today(grove) - DAY
    membership.end_group(Group.objects.get(ecosystem=grove), yesterday, **how)
    mover = of(grove, "l1")
    held = Assignment.objects.get(ecosystem=grove, person=mover)
    membership.end_assignments(grove, [held.pk], yesterday, **how)
    there = Organisation.objects.get(kept_by=grove, code="s2")
    membership.assign_role(
        grove, mover, "learner", organisation=there, grade="9", starts=today(grove), **how
    )
    file, rows = out(grove, version, tmp_path, since)
    assert ended(rows, "classes") == {"k"}
    bring(elm, file)
    assert Group.objects.get(ecosystem=elm).ends == yesterday
    assert not GroupPlace.objects.filter(group__ecosystem=elm, ends=None).exists()
    assert state(elm) == state(grove)


@VERSIONS
def test_whose_record_went_into_anothers_is_to_be_deleted_and_the_erased_are_counted(
    version, grove, tmp_path
):
    elm, since = started(grove, version, tmp_path)
    how = {"by": STEWARD, "at": now()}
    one, two = of(grove, "l1"), of(grove, "l2")
    people.merge_persons(grove, one.uuid, two.uuid, {}, **how)
    erase_person(of(grove, "e1"), **how)
    target = tmp_path / "out.zip"
    written = write_roster(grove, version, target, now(), lambda *said: None, since)
    assert written.left_out["erased"] == 1
    bring(elm, target)
    assert not Assignment.objects.filter(ecosystem=elm, person__code="l2", ends=None).exists()


def test_what_was_undone_since_asks_for_the_whole_set(grove, tmp_path):
    done = bring(grove, Set("1.2").write(tmp_path / "in.zip"))
    since = now()
    undo_import(done.row, by=STEWARD, at=now())
    with pytest.raises(WholeSetNeeded):
        out(grove, "1.2", tmp_path, since)
    assert not (tmp_path / "out.zip").exists()
    out(grove, "1.2", tmp_path)


def test_the_page_offers_what_changed_since_the_last_set(grove, client):
    ada = convener(grove)
    session = client.session
    session["person_id"], session["since"] = ada.pk, "2099-01-01T00:00:00+00:00"
    session.save()
    assert "since" not in client.get(PAGE).content.decode().split("rosters")[1].split("there")[0]
    client.post(PAGE, {"form": "oneroster-1.2"})
    jobs.run_pending()
    page = client.get(PAGE).content.decode()
    last = Fact.objects.get(kind="archives.made").at
    assert f'value="{last.isoformat()}"' in page
    asked = client.post(PAGE, {"form": "oneroster-1.2", "since": last.isoformat()})
    jobs.run_pending()
    changes = Archive.objects.latest("pk")
    assert changes.since == last
    answer = client.get(f"{asked['Location']}archive.zip")
    assert "grove-oneroster-1.2-changes.zip" in answer["Content-Disposition"]
    fact = Fact.objects.filter(kind="archives.made").latest("pk")
    assert FactContent.objects.get(fact=fact).payload["since"]
    for wrong in ({"form": "everything", "since": last.isoformat()},
                  {"form": "oneroster-1.2", "since": "2999-01-01"},
                  {"form": "oneroster-1.2", "since": ""},
                  {"form": "oneroster-1.2", "since": "soon"}):  # fmt: skip
        answer = client.post(PAGE, wrong)
        assert answer.status_code == 422
        assert ('id="since_error"' in answer.content.decode()) == (wrong["since"] in ("", "soon"))
    assert Archive.objects.count() == 2
