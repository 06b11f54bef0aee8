"""Somebody is erased while a file is on its way in: nothing of them comes in, or is kept, by it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.tests.factories import ecosystem, person
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange import importing, tasks, uploads
from hedgerow.edges.exchange.actions import import_file
from hedgerow.edges.exchange.errors import FileGone, NotUndoable
from hedgerow.edges.exchange.models import Import, SavedMapping
from hedgerow.edges.exchange.undoing import undo_import
from hedgerow.edges.exchange.waiting import waiting_for
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job
from hedgerow.portal.erasing import erase_person

from .sending import confirm, page, send
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


def asked_of(client):
    by = actor_of(client.session["person_id"], via="page", at=timezone.now())
    return [(one.title, str(one.why)) for one in waiting_for(by)]


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
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Take them out of the file if they are in it, then send it in again"),
        ("es", "envíelo de nuevo"),
        ("ar", "أرسل الملف من جديد"),
    ],
)
def test_whoever_sent_it_is_told_what_to_do_next(ada, confirmed, bo, language, words):
    erase(bo)
    ada.cookies["django_language"] = language
    said = page(ada, confirmed)
    assert words in said
    assert reverse("new-import", args=["grove"]) in said
    assert reverse("discard-import", args=["grove", confirmed.uuid]) not in said
    assert confirm(ada, confirmed).status_code == 409


@pytest.mark.slow
def test_it_is_asked_of_them_until_such_a_file_went_in_or_a_week_is_over(ada, confirmed, bo):
    erase(bo)
    ask = [("Import of class.csv", "send it in again, without whoever was erased")]
    assert asked_of(ada) == ask
    send(ada, f"{HEAD}X2,Cy,learner\n", PEOPLE)
    confirm(ada, Import.objects.latest("pk"))
    jobs.run_pending()
    assert asked_of(ada) == []
    Import.objects.exclude(pk=confirmed.pk).update(target="groups")
    assert asked_of(ada) == ask
    importing.forget_old(timezone.now() + importing.KEPT)
    assert asked_of(ada) == ask
    importing.forget_old(timezone.now() + timedelta(days=9))
    assert asked_of(ada) == []


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


@pytest.mark.slow
def test_no_mapping_is_named_after_the_file_of_who_was_erased(ada, bo, grove):
    for name, title in (("Bo Ek.csv", "headings of Bo Ek.csv"), ("ekphrasis.csv", "Ekphrasis")):
        importing.keep_mapping(
            grove, title, f'title = "{title}"\ntarget = "people"\n[[rows]]\nlabel = "people"\n'
            '[rows.fields]\nname = { column = "Who" }\n', by=STEWARD,
        )  # fmt: skip
        Import.objects.create(
            ecosystem=grove, file_name=name, mapping_name=title, created_at=AT, state="done",
            mapping=f'title = "{title}"\ntarget = "people"\n', target="people",
        )  # fmt: skip
    erase(bo)
    kept = SavedMapping.objects.order_by("pk")
    assert [one.name for one in kept] == [f"– {kept[0].pk}", "Ekphrasis"]
    assert all("Bo Ek" not in one.text + one.name for one in kept)
    assert 'name = { column = "Who" }' in kept[0].text
    assert not Import.objects.filter(mapping_name__contains="Bo Ek").exists()
    assert not Import.objects.filter(mapping__contains="Bo Ek").exists()
