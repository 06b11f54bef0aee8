"""A family's answer to a message, on the page."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.families.actions import send_message
from hedgerow.features.engagement.families.audiences import audience
from hedgerow.features.engagement.families.models import MessageCopy

from .family import family

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_an_answer_that_chooses_nothing_comes_again_with_its_note() -> None:
    of = family()
    to = audience(of.convener, of.place, "ecosystem", of.place.uuid)
    said = {"day": "2026-12-04", "time": "16:00", "place": "Room 4"}
    send_message(of.place, "meeting", to, said, by=of.convener, at=NOW)
    copy = MessageCopy.objects.get(guardian=of.mother, learner=of.child)
    page = f"/me/children/{of.child.uuid}/"
    again = factories.browser(of.mother).post(
        f"{page}messages/{copy.uuid}/", {"note": "We come at noon"}
    )
    text = again.content.decode()
    assert again.status_code == 422
    for words in ("We come at noon", "data-focus", 'href="#answer-yes"', 'id="answer-yes"'):
        assert text.count(words) == 1, words
    copy.refresh_from_db()
    assert copy.answer == ""
