"""Erasing a person goes by the rules, ends sessions, and leaves the seals whole."""

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.tests.factories import actor, convener, learner, member_school
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal, privacy
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.actions import seal_all
from hedgerow.foundation.journal.models import Fact, FactContent
from hedgerow.foundation.journal.verification import verify
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.erasing import erase_person, preview_erasure
from hedgerow.portal.exporting import export_person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def signed_in(who: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = who.pk
    session["since"] = timezone.now().isoformat()
    session.save()
    return client


def told_of(bo: Person) -> Fact:
    with transaction.atomic():
        return journal.record(
            "people.noted", by=Actor.the_steward(), at=NOON, ecosystem=bo.kept_by_id,
            subjects=[("people.person", bo.uuid)], payload={"name": bo.name},
        )  # fmt: skip


@pytest.mark.slow
def test_facts_lose_their_content_and_every_seal_still_verifies() -> None:
    aspen = ecosystem()
    ada, bo = convener(aspen), learner(member_school(aspen), "Zebedee")
    fact = told_of(bo)
    seal_all()
    erase_person(bo, by=actor(ada), at=NOON)
    seal_all()
    assert not FactContent.objects.filter(fact=fact).exists()
    assert not FactContent.objects.filter(payload__icontains="Zebedee").exists()
    assert verify()[1] == []


def test_the_persons_sessions_end_and_others_go_on() -> None:
    aspen = ecosystem()
    ada, bo = convener(aspen), learner(member_school(aspen))
    for somebody in (ada, bo):
        store = SessionStore()
        store["person_id"] = somebody.pk
        store.save()
    erase_person(bo, by=actor(ada), at=NOON)
    left = [session.get_decoded()["person_id"] for session in Session.objects.all()]
    assert left == [ada.pk]


def test_who_may_not_erase_changes_nothing() -> None:
    aspen = ecosystem()
    cy, bo = convener(ecosystem("Birch"), "Cy"), learner(member_school(aspen))
    fact = told_of(bo)
    with pytest.raises(NotFound):
        erase_person(bo, by=actor(cy), at=NOON)
    with pytest.raises(NotPermitted):
        erase_person(bo, by=actor(bo), at=NOON)
    assert FactContent.objects.filter(fact=fact).exists()
    assert Fact.objects.count() == 1


def test_the_preview_counts_and_writes_nothing() -> None:
    aspen = ecosystem()
    ada, bo = convener(aspen), learner(member_school(aspen))
    told_of(bo)
    assert preview_erasure(bo, by=actor(ada)).facts == 1
    assert FactContent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_who_erases_is_told_that_copies_go_too(tmp_path: Path, settings: Settings) -> None:
    settings.HEDGEROW_HOME = tmp_path
    aspen = ecosystem()
    client, bo = signed_in(convener(aspen)), learner(member_school(aspen))
    address = f"/e/{aspen.slug}/people/{bo.uuid}/erase/"
    assert "copy of all data" not in client.get(address).content.decode()
    day = timezone.now() - timedelta(days=10)
    copy = tmp_path / f"before-upgrade-{day:%Y%m%dT%H%M%S}.sqlite3"
    copy.write_text("Bo")
    before = client.get(address).content.decode()
    assert copy.exists()
    after = client.post(address, follow=True).content.decode()
    for page in (before, after):
        assert "The copy of all data that an update left is deleted too" in page
        assert "Back-ups stay as long as" in page
    assert not copy.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_letters_kept_as_files_go_with_who_they_name(tmp_path: Path, settings: Settings) -> None:
    settings.HEDGEROW_HOME, settings.EMAIL_FILE_PATH = tmp_path, str(tmp_path / "outbox")
    (tmp_path / "outbox").mkdir()
    told, other = tmp_path / "outbox" / "a.log", tmp_path / "outbox" / "b.log"
    told.write_text("To: QUUX@zebedee.example\n\nHello")
    other.write_text("To: ada@example.org\n\nHello")
    aspen = ecosystem()
    ada, bo = convener(aspen), learner(member_school(aspen), "Zebedee")
    Person.objects.filter(pk=bo.pk).update(email="quux@zebedee.example")
    erase_person(bo, by=actor(ada), at=NOON)
    assert not told.exists()
    assert other.exists()


def test_the_archive_holds_files_of_what_is_kept_names_every_rule_and_is_no_outsiders() -> None:
    aspen = ecosystem()
    bo, cy = learner(member_school(aspen)), convener(ecosystem("Birch"), "Cy")
    with zipfile.ZipFile(export_person(bo, by=actor(bo), at=NOON)) as archive:
        names = set(archive.namelist())
        contents = json.loads(archive.read("data/contents.json"))
        rows = {name: json.loads(archive.read(name)) for name in names if name.endswith(".json")}
        readme = archive.read("README.txt").decode()
    kept = {one["kind"] for one in contents if one["rows"]}
    files = {f"data/{one}.{kind}" for one in kept for kind in ("json", "csv")}
    assert kept >= {"people.person", "membership.assignment"}
    assert names == {"index.html", "style.css", "README.txt", "data/contents.json", *files}
    assert [one["kind"] for one in contents] == [
        rule.model._meta.label_lower for rule in privacy.rules()
    ]
    assert all(
        len(rows[f"data/{one['kind']}.json"]) == one["rows"] for one in contents if one["rows"]
    )
    held, empty = readme.split("there is nothing to show")
    assert "Person (1):" in held
    assert "Guardians:" in empty
    # what was told in confidence is in no archive, and none says that there is nothing of it
    assert "What was told in confidence:" in empty
    assert "nothing is kept" not in readme
    with pytest.raises(NotFound):
        export_person(bo, by=actor(cy), at=NOON)
