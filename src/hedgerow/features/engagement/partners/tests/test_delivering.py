"""What a partner delivered is counted from registers, each session once."""

from datetime import date

import pytest

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.tests.factories import LATER, STEWARD
from hedgerow.features.engagement.partners import queries
from hedgerow.features.engagement.partners.delivering import delivered

from .factories import two

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 9, 1), date(2026, 11, 24)


def test_hours_are_those_of_sessions_marked_as_held() -> None:
    made = two(learners=3, sessions=3)
    club = made.club
    marks = club.marks()
    marks[0]["status"] = "absent"
    marks[1] |= {"status": "late", "minutes": 30}
    activities.mark_many(club.ecosystem, marks, by=STEWARD, at=LATER)
    found = delivered(club.ecosystem, club.maker, FIRST, LAST, with_learners=True)
    minutes = club.session.minutes
    assert (found.sessions, found.hours, found.unmarked) == (1, minutes / 60, 2)
    assert (found.learners, found.learner_hours) == (2, (minutes + 30) / 60)
    (line,) = found.lines
    assert (line.site, line.kind, line.month) == (club.school.name, "Club", date(2026, 9, 1))
    assert (line.learners, line.learner_hours) == (2, (minutes + 30) / 60)


def test_without_a_role_that_opens_records_no_learner_is_counted() -> None:
    made = two()
    activities.mark_many(made.club.ecosystem, made.club.marks(), by=STEWARD, at=LATER)
    for actor, counted in ((made.director, None), (made.convener, 3)):
        page = queries.partner_page(actor, made.club.ecosystem, made.club.maker, FIRST, LAST, LAST)
        assert page.delivered.learners == counted
        assert [line.learners for line in page.delivered.lines] == [counted]


def test_the_list_tells_live_from_idle() -> None:
    made = two()
    rows = queries.partners_of(made.convener, made.club.ecosystem, LAST)
    (idle,) = rows
    assert (idle.standing, idle.last_delivered, idle.minutes) == ("idle", None, None)
    activities.mark_many(made.club.ecosystem, made.club.marks(), by=STEWARD, at=LATER)
    (live,) = rows.all()
    assert (live.standing, live.last_delivered) == ("live", made.club.session.day)
    assert live.minutes == made.club.session.minutes
