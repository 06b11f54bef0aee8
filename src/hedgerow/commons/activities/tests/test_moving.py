"""A planned session is held at another time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from hedgerow.commons.activities import actions, errors
from hedgerow.commons.activities.tests.factories import EARLIER, FIRST, LATER, STEWARD, club
from hedgerow.commons.activities.tests.test_pages import at, tutor
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import NotPermitted, Stale

pytestmark = pytest.mark.django_db
TUESDAY = FIRST + timedelta(days=1)


def test_a_tutor_moves_a_session_and_its_day_follows_the_clock_there() -> None:
    made = club()
    by = factories.actor(made.tutor)
    midnight = datetime(2026, 9, 9, 3, tzinfo=UTC)  # still the 8th in Chicago
    actions.move_session(made.session, midnight, by=by, at=EARLIER, revision=1)
    assert (made.session.starts_at, made.session.day) == (midnight, date(2026, 9, 8))
    assert made.session.minutes == 60
    with pytest.raises(Stale):
        actions.move_session(made.session, TUESDAY, by=by, at=EARLIER, revision=1)


def test_a_session_moves_neither_onto_another_nor_out_of_the_activity() -> None:
    made = club(sessions=2)
    with pytest.raises(errors.SessionThere):
        taken = made.sessions[1].starts_at
        actions.move_session(made.session, taken, by=STEWARD, at=EARLIER)
    with pytest.raises(errors.OutsideActivity):
        august = FIRST - timedelta(days=30)
        actions.move_session(made.session, august, by=STEWARD, at=EARLIER)
    assert made.session.starts_at == FIRST


def test_what_was_marked_or_cancelled_stays_where_it_is() -> None:
    made = club(sessions=2)
    actions.mark_session(made.session, made.marks(), by=STEWARD, at=LATER)
    with pytest.raises(errors.AlreadyMarked):
        actions.move_session(made.session, TUESDAY, by=STEWARD, at=LATER)
    other = actions.cancel_session(made.sessions[1], "Snow", by=STEWARD, at=EARLIER)
    with pytest.raises(errors.SessionCancelled):
        actions.move_session(other, TUESDAY, by=STEWARD, at=LATER)


def test_who_only_confirms_moves_nothing() -> None:
    made = club(sessions=1)
    with pytest.raises(NotPermitted):
        by = made.staff("partner", made.maker)
        actions.move_session(made.session, TUESDAY, by=by, at=EARLIER)
    assert made.session.starts_at == FIRST


@pytest.mark.slow
def test_a_session_is_moved_on_its_page_by_the_clock_there() -> None:
    made = club(sessions=1)
    sent = {"day": "2026-09-08", "begins": "09:30"}
    assert Client().post(at("move-session", made), sent).status_code == 404
    client = tutor(made)
    page = client.get(at("session", made)).content.decode()
    assert at("move-session", made) in page
    assert 'value="10:00"' in client.get(at("move-session", made)).content.decode()
    early = client.post(at("move-session", made), {**sent, "day": "2026-08-08"})
    assert early.status_code == 422
    assert client.post(at("move-session", made), sent).status_code == 302
    assert made.session.starts_at == datetime(2026, 9, 8, 14, 30, tzinfo=UTC)
