"""A family reports an absence, and those who mark attendance see it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities.actions import (
    mark_session,
    report_absence,
    withdraw_absence,
)
from hedgerow.commons.activities.models import Absence, Activity, Session
from hedgerow.commons.activities.queries import register_page, sheet_of
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_who_marks_is_told_before_the_day_on_the_page_and_on_paper_and_nobody_else() -> None:
    found = club()
    day, lead = timezone.now() + timedelta(days=3), found.staff("tutor", name="Tim")
    Activity.objects.filter(pk=found.activity.pk).update(leader=lead.person_id)
    Session.objects.filter(pk=found.session.pk).update(starts_at=day, day=day.date())
    found.session.refresh_from_db()
    told = {"by": parent_of(found), "at": timezone.now()}
    report_absence(found.ecosystem, found.learners[0], day.date(), day.date(), "ill", **told)
    confirmer = found.staff("partner", found.school, name="Pat")
    assert [line.person for line in register_page(lead, found.session).away] == [
        found.learners[0].pk
    ]
    assert not register_page(confirmer, found.session).away
    sheet = sheet_of(lead, found.activity)
    assert [row.is_away for row in sheet.names].count(True) == 1
    client = Client()
    session = client.session
    session["person_id"], session["since"] = lead.person_id, "2099-01-01T00:00:00+00:00"
    session.save()
    slug, uuid = found.ecosystem.slug, found.session.uuid
    page = client.get(reverse("session", args=[slug, uuid])).content.decode()
    assert "Told ahead: they do not come" in page
    paper = client.get(reverse("register-sheet", args=[slug, found.activity.uuid]))
    assert paper.content.decode().count("told: away") == 1


@pytest.mark.slow
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
