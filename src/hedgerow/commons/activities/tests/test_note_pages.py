"""What a note that cannot be kept is answered."""

import pytest
from django.urls import reverse

from hedgerow.commons.activities.models import Note
from hedgerow.commons.activities.tests.factories import LATER, club
from hedgerow.commons.activities.tests.test_pages import signed_in

pytestmark = pytest.mark.django_db


def test_a_note_that_is_not_kept_stays_in_its_field(monkeypatch: pytest.MonkeyPatch) -> None:
    made, long = club(), "Bo " * 1000
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    address = reverse("note-session", args=[made.ecosystem.slug, made.session.uuid])
    answer = signed_in(made.tutor.pk).post(address, {"text": long})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f">{long}</textarea>" in page
    assert 'aria-invalid="true"' in page
    assert not Note.objects.exists()
