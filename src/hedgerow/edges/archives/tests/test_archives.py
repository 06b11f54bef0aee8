"""Archives are asked for by who may, made by a job, handed out to that person, and let go."""

import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests.factories import actor, convener, learner, member_school
from hedgerow.commons.people.models import Person
from hedgerow.edges.archives import actions
from hedgerow.edges.archives.models import Archive, folder
from hedgerow.foundation import jobs, privacy
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.erasing import erase_person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HEDGEROW_HOME = tmp_path
    return tmp_path


@pytest.fixture
def aspen() -> Ecosystem:
    return ecosystem("Aspen", slug="aspen")


@pytest.fixture
def ada(aspen: Ecosystem) -> Person:
    return convener(aspen)


def signed_in(who: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = who.pk
    session.save()
    return client


def made(aspen: Ecosystem, ada: Person) -> Archive:
    row = actions.ask_for_archive(aspen, by=actor(ada), at=datetime.now(UTC))
    jobs.run_pending()
    row.refresh_from_db()
    return row


@pytest.mark.slow
def test_it_is_asked_for_made_by_a_job_and_downloaded(aspen: Ecosystem, ada: Person) -> None:
    bo = learner(member_school(aspen), "Bo Quill")
    client = signed_in(ada)
    page = "/e/aspen/settings/archive/"
    assert "will stand here for a day" in client.get(page).content.decode()
    waiting = client.post(page)["Location"]
    assert "Waiting for its turn" in client.get(waiting).content.decode()
    assert client.get(f"{waiting}archive.zip").status_code == 409
    jobs.run_pending()
    shown = client.get(waiting).content.decode()
    box = shown.split('<div class="progress"')[1].split("</div>")[0]  # what htmx takes over
    assert f'href="{waiting}archive.zip"' in box
    assert "Download the archive" in box
    answer = client.get(f"{waiting}archive.zip")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as packed:
        assert bo.name in packed.read("data/people.csv").decode()
        assert {"datapackage.json", "README.md"} <= set(packed.namelist())
    row = Archive.objects.get()
    assert row.rows > 0
    assert row.bytes == row.file.stat().st_size
    fact = Fact.objects.get(kind="archives.made")
    assert (fact.ecosystem, fact.by_person) == (aspen.pk, ada.pk)


def test_who_waits_for_it_does_not_wait_behind_others(aspen: Ecosystem, ada: Person) -> None:
    actions.ask_for_archive(aspen, by=actor(ada), at=NOON)
    assert Job.objects.get(name=actions.JOB).lane == Job.Lane.WAITED_FOR


@pytest.mark.slow
def test_nobody_else_finds_it(aspen: Ecosystem, ada: Person) -> None:
    row = made(aspen, ada)
    kim, cy = convener(aspen, "Kim"), convener(ecosystem("Birch"), "Cy")
    address = f"/e/aspen/settings/archive/{row.uuid}/"
    for other in (kim, cy):
        for end in ("", "archive.zip"):
            assert signed_in(other).get(f"{address}{end}").status_code == (
                404 if other is kim else 403
            )
    assert Client().get(f"{address}archive.zip").status_code == 302  # to sign in


def test_who_may_not_gets_none(aspen: Ecosystem, ada: Person) -> None:
    bo = learner(member_school(aspen))
    with pytest.raises(NotPermitted):
        actions.ask_for_archive(aspen, by=actor(bo), at=NOON)
    assert not Archive.objects.exists()
    assert not Job.objects.filter(name=actions.JOB).exists()


def test_who_loses_the_role_before_it_is_made_gets_none(aspen: Ecosystem, ada: Person) -> None:
    row = actions.ask_for_archive(aspen, by=actor(ada), at=NOON)
    Assignment.objects.filter(person=ada).update(ends="2026-08-02")
    jobs.run_pending(surface=False)
    row.refresh_from_db()
    assert row.made_at is None
    assert not row.file.exists()


@pytest.mark.slow
def test_after_a_day_it_is_gone(aspen: Ecosystem, ada: Person) -> None:
    row = made(aspen, ada)
    stray = folder() / "stray.part"
    stray.write_text("x")
    assert actions.forget_archives(row.asked_at) == 0
    assert row.file.exists()
    later = datetime.now(UTC) + timedelta(seconds=1)
    assert actions.forget_archives(later) == 1
    assert list(folder().iterdir()) == []
    assert signed_in(ada).get(f"/e/aspen/settings/archive/{row.uuid}/").status_code == 404


@pytest.mark.slow
def test_a_file_that_is_gone_is_told(aspen: Ecosystem, ada: Person) -> None:
    row = made(aspen, ada)
    row.file.unlink()
    answer = signed_in(ada).get(f"/e/aspen/settings/archive/{row.uuid}/archive.zip")
    assert answer.status_code == 409
    assert "not there any more" in answer.content.decode()


@pytest.mark.slow
def test_erasing_a_person_takes_archives_that_hold_them_along(
    aspen: Ecosystem, ada: Person
) -> None:
    bo = learner(member_school(aspen), "Bo Quill")
    birch = ecosystem("Birch", slug="birch")
    other = made(birch, convener(birch, "Cy"))
    row = made(aspen, ada)
    erase_person(bo, by=actor(ada), at=NOON)
    assert not row.file.exists()
    assert list(Archive.objects.all()) == [other]
    assert other.file.exists()


def test_a_job_whose_archive_was_let_go_writes_none(aspen: Ecosystem, ada: Person) -> None:
    row = actions.ask_for_archive(aspen, by=actor(ada), at=NOON)
    actions.delete([row])
    jobs.run_pending()
    assert list(folder().iterdir()) == []
    assert not Fact.objects.filter(kind="archives.made").exists()


@pytest.mark.slow
def test_the_steward_writes_one_by_command(aspen: Ecosystem, tmp_path: Path) -> None:
    target = tmp_path / "aspen.zip"
    written = actions.make_archive(
        aspen, target, by=Actor.the_steward(), at=NOON, told=lambda done, total: None
    )
    assert written.rows > 0
    assert zipfile.is_zipfile(target)


def test_archives_have_a_rule() -> None:
    (rule,) = [one for one in privacy.rules() if one.model is Archive]
    assert rule.keep == actions.KEPT
