"""Somebody is erased while a file is on its way in: nothing of them comes in, or is kept, by it."""

import pytest
from django.utils import timezone

from hedgerow.commons.membership.tests.factories import ecosystem, person
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange import tasks, uploads
from hedgerow.edges.exchange.actions import import_file
from hedgerow.edges.exchange.errors import FileGone, NotUndoable
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.undoing import undo_import
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job
from hedgerow.portal.erasing import erase_person

from .sending import confirm, send
from .test_targets import AT, as_ready
from .undoings import STEWARD

pytestmark = pytest.mark.django_db
HEAD = "code,name,role\n"
FILE = f"{HEAD}X1,Bo Ek,learner\nX2,Cy,learner\n"
PEOPLE = "ready:people"


@pytest.fixture
def bo(grove, tmp_path):
    import_file(grove, as_ready(tmp_path, "people", f"{HEAD}X0,Bo Ek,learner\n"), by=STEWARD, at=AT)
    return Person.objects.get(code="X0")


@pytest.fixture
def confirmed(ada, bo):
    send(ada, FILE, PEOPLE, "class.csv")
    row = Import.objects.latest("pk")
    confirm(ada, row)
    row.refresh_from_db()
    assert row.state == "running"
    return row


def erase(person):
    erase_person(person, by=STEWARD, at=timezone.now())


def assert_aside(row):
    row.refresh_from_db()
    assert (row.state, row.stored) == ("aside", "")
    assert "Bo" not in str(row.preview)
    assert not Person.objects.filter(code__in=("X1", "X2")).exists()


def test_a_confirmed_import_that_waits_for_its_turn_is_put_aside_with_its_file(
    confirmed, bo, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("hedgerow.portal.erasing._overwrite", lambda: None)  # not in a transaction
    assert list(uploads.folder().iterdir())
    with django_capture_on_commit_callbacks(execute=True):
        erase(bo)
    assert not list(uploads.folder().iterdir())
    assert_aside(confirmed)
    jobs.run_pending()
    assert_aside(confirmed)
    assert Job.objects.get(uuid=confirmed.job).state == "done"


@pytest.mark.parametrize("refuses", [False, True])
def test_one_that_is_being_read_writes_nothing(confirmed, bo, monkeypatch, refuses):
    read = tasks.cleaned

    def meanwhile(*given):
        found = read(*given)
        erase(bo)
        if refuses:
            raise FileGone
        return found

    monkeypatch.setattr(tasks, "cleaned", meanwhile)
    jobs.run_pending()
    assert_aside(confirmed)


def test_one_whose_job_gave_up_is_put_aside(confirmed, bo):
    Job.objects.update(state="failed")
    erase(bo)
    assert_aside(confirmed)


@pytest.mark.slow
def test_an_undoing_that_waits_says_why_it_cannot_be_done(ada, bo, grove, tmp_path, monkeypatch):
    content = f"{HEAD}X0,Bo Eks,learner\nX3,Di,learner\n"
    done = import_file(grove, as_ready(tmp_path, "people", content), by=STEWARD, at=AT)
    monkeypatch.setattr("hedgerow.edges.exchange.undoing.AT_ONCE", 0)
    assert undo_import(done.row, by=STEWARD, at=AT).state == "undoing"
    erase(bo)
    jobs.run_pending()
    row = Import.objects.get(uuid=done.row)
    assert row.state == "done"
    assert "somebody who was erased since" in row.preview["refused"]
    assert Person.objects.filter(code="X3").exists()
    with pytest.raises(NotUndoable):
        undo_import(done.row, by=STEWARD, at=AT)


def test_other_ecosystems_imports_and_those_that_are_in_stay(ada, bo, grove):
    send(ada, FILE, PEOPLE)
    row = Import.objects.latest("pk")
    erase(person(ecosystem("Hills", slug="hills"), "Bo Ek"))
    row.refresh_from_db()
    assert row.state == "ready"
    confirm(ada, row)
    jobs.run_pending()
    erase(bo)
    row.refresh_from_db()
    assert row.state == "done"
    assert Person.objects.filter(code="X1").exists()
