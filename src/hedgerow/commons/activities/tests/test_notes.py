"""Notes of a session are written and read by those who mark its register, and by nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities import actions, errors, queries
from hedgerow.commons.activities.models import Note
from hedgerow.commons.activities.privacy import erase_notes, export_notes
from hedgerow.commons.activities.tests.factories import FIRST, LATER, Club, club
from hedgerow.commons.activities.tests.test_pages import signed_in
from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.journal.queries import facts_about
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
TEXT = "Bo 01 fell out with Bo 02; sit them apart."


def noted(made: Club, by: Actor | None = None) -> Note:
    return actions.note_session(made.session, TEXT, by=by or factories.actor(made.tutor), at=LATER)


def read(made: Club, by: Actor) -> list[str]:
    return [one.text for one in queries.notes_of(by, made.session)]


def test_who_leads_writes_and_whoever_marks_there_reads() -> None:
    made = club()
    noted(made)
    for reader in (
        factories.actor(made.tutor), made.staff("convener"), made.staff("leader", made.school)
    ):  # fmt: skip
        assert read(made, reader) == [TEXT]


def test_learners_families_partners_and_staff_elsewhere_read_nothing() -> None:
    made = club()
    noted(made)
    mother = factories.person(made.ecosystem, "Mo")
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian=mother, learner=made.learners[0], starts=factories.STARTS
    )
    elsewhere = made.staff("leader", factories.member_school(made.ecosystem, "Elm School"))
    partner = made.staff("leader", made.maker)
    for reader in (factories.actor(made.learners[0]), factories.actor(mother), elsewhere, partner):
        assert read(made, reader) == []
        with pytest.raises((NotFound, NotPermitted)):
            noted(made, reader)
    assert Note.objects.count() == 1


def test_staff_read_no_notes_of_others_where_their_own_child_takes_part() -> None:
    made = club()
    noted(made)
    dee = made.staff("leader", made.school)
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian_id=dee.person_id, learner=made.learners[0],
        starts=factories.STARTS,
    )  # fmt: skip
    assert read(made, dee) == []


def test_nor_does_who_is_barred_from_somebody_there() -> None:
    made = club()
    noted(made)
    dee = made.staff("convener")
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian_id=dee.person_id, learner=made.learners[0],
        starts=factories.STARTS, barred=True,
    )  # fmt: skip
    assert read(made, dee) == []


def test_the_journal_says_that_it_was_written_and_not_what() -> None:
    made = club()
    note = noted(made)
    actions.remove_note(note, by=factories.actor(made.tutor), at=LATER)
    about = ("activities.session", made.session.uuid)
    facts = facts_about(about, ecosystems=[made.ecosystem.pk], limit=2).rows
    assert [one.kind for one in facts] == ["activities.note_removed", "activities.note_written"]
    assert not any(one.payload for one in facts)
    assert not Note.objects.exists()


def test_only_who_wrote_it_deletes_it() -> None:
    made = club()
    note = noted(made)
    with pytest.raises(NotFound):
        actions.remove_note(note, by=made.staff("convener"), at=LATER)
    assert Note.objects.count() == 1


def test_nothing_is_noted_before_it_begins_nor_without_words() -> None:
    made = club()
    tutor = factories.actor(made.tutor)
    with pytest.raises(errors.NotYetBegun):
        actions.note_session(made.session, TEXT, by=tutor, at=FIRST - timedelta(days=1))
    with pytest.raises(Invalid):
        actions.note_session(made.session, "  ", by=tutor, at=LATER)
    assert not Note.objects.exists()


def test_an_archive_of_one_s_own_has_what_one_wrote_and_erasing_takes_the_name() -> None:
    made = club()
    noted(made)
    assert [one["text"] for one in export_notes(made.tutor.pk)] == [TEXT]
    assert not list(export_notes(made.learners[1].pk))
    erase_notes(made.tutor.pk, LATER)
    assert Note.objects.get().author is None


@pytest.mark.slow
def test_the_register_s_page_keeps_and_deletes_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    made = club()
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    page = reverse("session", args=[made.ecosystem.slug, made.session.uuid])
    tutor = signed_in(made.tutor.pk)
    assert "Keep the note" in tutor.get(page).content.decode()
    tutor.post(
        reverse("note-session", args=[made.ecosystem.slug, made.session.uuid]), {"text": TEXT}
    )
    said = tutor.get(page).content.decode()
    assert TEXT in said
    assert "Delete the note" in said
    note = Note.objects.get()
    tutor.post(reverse("remove-note", args=[made.ecosystem.slug, made.session.uuid, note.uuid]))
    assert not Note.objects.exists()


def program(somebody: Person) -> Client:
    by = factories.actor(somebody)
    secret = make_token("t", write=True, expires_at=None, by=by, at=timezone.now())[1]
    return Client(headers={"Authorization": f"Bearer {secret}"})


@pytest.mark.slow
def test_a_program_reads_writes_and_deletes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    made = club()
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    url = f"/api/ecosystems/{made.ecosystem.slug}/sessions/{made.session.uuid}/notes"
    tutor = program(made.tutor)
    sent = tutor.post(url, {"text": TEXT}, content_type="application/json")
    assert sent.status_code == 201
    assert [one["text"] for one in tutor.get(url).json()] == [TEXT]
    assert program(made.learners[0]).get(url).status_code == 404
    assert tutor.delete(f"{url}/{sent.json()['uuid']}").status_code == 204
    assert not Note.objects.exists()
