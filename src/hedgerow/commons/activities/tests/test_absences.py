"""A family reports an absence, and those who mark attendance see it."""

from datetime import timedelta

import pytest

from hedgerow.commons.activities.actions import (
    mark_session,
    report_absence,
    withdraw_absence,
)
from hedgerow.commons.activities.models import Absence
from hedgerow.commons.activities.queries import register_page
from hedgerow.commons.activities.tests.factories import EARLIER, LATER, STEWARD, club
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


def parent_of(found) -> Actor:
    parent = factories.person(found.ecosystem, "Pia")
    factories.assigned(parent, "guardian", found.ecosystem)
    Guardian.objects.create(
        ecosystem=found.ecosystem, guardian=parent, learner=found.learners[0],
        starts=factories.STARTS,
    )  # fmt: skip
    return factories.actor(parent)


def test_the_register_shows_who_was_said_not_to_come_as_excused() -> None:
    found = club()
    by, day = parent_of(found), found.session.day
    row = report_absence(
        found.ecosystem, found.learners[0], day, day, "ill", "fever", by=by, at=EARLIER
    )
    again = report_absence(
        found.ecosystem, found.learners[0], day, day, "ill", "fever", by=by, at=LATER
    )
    assert again.pk == row.pk
    page = register_page(STEWARD, found.session)
    (line,) = [line for line in page.lines if line.excuse]
    assert (line.person, line.status) == (found.learners[0].pk, "excused")
    assert line.excuse is not None
    assert (str(line.excuse.reason), line.excuse.note) == ("ill", "fever")
    marks = [{"person_id": one.pk, "status": "present"} for one in found.learners]
    mark_session(found.session, marks, by=STEWARD, at=LATER)
    came = {line.person: line.status for line in register_page(STEWARD, found.session).lines}
    assert came[found.learners[0].pk] == "present"


def test_what_is_taken_back_stands_on_no_register() -> None:
    found = club()
    by, day = parent_of(found), found.session.day
    row = report_absence(found.ecosystem, found.learners[0], day, day, "family", by=by, at=EARLIER)
    withdraw_absence(row, by=by, at=EARLIER)
    assert not [line for line in register_page(STEWARD, found.session).lines if line.excuse]


def test_only_who_speaks_for_a_learner_reports_and_only_what_can_be() -> None:
    found = club()
    by, day = parent_of(found), found.session.day
    stranger = found.staff("guardian", name="Eve")
    tries = (
        (stranger, day, day, "ill", NotFound),
        (Actor.public(), day, day, "ill", NotFound),
        (by, day, day - timedelta(days=1), "ill", Invalid),
        (by, day, day + timedelta(days=100), "ill", Invalid),
        (by, day - timedelta(days=30), day - timedelta(days=20), "ill", Invalid),
        (by, day, day, "bored", Invalid),
    )
    for actor, starts, ends, reason, refusal in tries:
        with pytest.raises(refusal):
            report_absence(
                found.ecosystem, found.learners[0], starts, ends, reason, by=actor, at=EARLIER
            )
    with pytest.raises(NotFound):
        report_absence(found.ecosystem, found.learners[1], day, day, "ill", by=by, at=EARLIER)
    assert not Absence.objects.exists()
