"""Nobody enters, marks, confirms, clears or brings back hours of the own child, by whatever role."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Activity, Attendance, Session
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.placements import actions, pages
from hedgerow.features.engagement.placements.errors import OwnChildHours
from hedgerow.features.engagement.placements.models import HoursEntry, Placement
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.permissions import Actor

from .factories import STEWARD, TODAY, Clinic, clinic

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROLES = pytest.mark.parametrize("name", ["ed", "ada"])


@pytest.fixture
def made() -> Clinic:
    return clinic()


@pytest.fixture
def row(made: Clinic) -> Placement:
    return made.running()


def parent(made: Clinic, name: str) -> Actor:
    """Ed of the school, or the convener Ada, as somebody who answers for Bo."""
    who: Actor = getattr(made, name)
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian_id=who.person_id, learner=made.learner,
        starts=factories.STARTS,
    )  # fmt: skip
    return factories.anew(who)


def log(row: Placement, by: Actor) -> HoursEntry:
    return actions.log_hours(row, TODAY, by=by, at=NOW, done="Files", minutes=60)


@ROLES
def test_a_parent_at_the_school_or_convening_enters_changes_and_removes_none(
    made: Clinic, row: Placement, name: str
) -> None:
    entry, by = log(row, made.bo), parent(made, name)
    acts: list[Callable[[], object]] = [
        lambda: log(row, by),
        lambda: actions.change_hours(entry, by=by, at=NOW, minutes=90),
        lambda: actions.remove_hours(entry, by=by, at=NOW),
    ]
    for act in acts:
        with pytest.raises(OwnChildHours):
            act()
    assert list(row.hours.values_list("minutes", flat=True)) == [60]


def test_somebody_else_at_the_school_still_does(made: Clinic, row: Placement) -> None:
    parent(made, "ada")
    assert log(row, made.ed).minutes == 60


@ROLES
def test_the_page_offers_it_not_and_the_addresses_refuse(
    made: Clinic, row: Placement, name: str
) -> None:
    entry, by = log(row, made.bo), parent(made, name)
    page = pages.placement_page(by, row, TODAY)
    assert (page.may_log, page.hours[0].may_change) == (False, False)
    client = factories.browser(Person.objects.get(pk=by.person_id))
    where = [made.ecosystem.slug, row.uuid]
    assert client.get(reverse("hours-log", args=where)).status_code == 409
    assert client.get(reverse("hours-entry", args=[*where, entry.uuid])).status_code == 409
    url = f"/api/ecosystems/{made.ecosystem.slug}/placements/{row.uuid}/hours"
    said = {"day": TODAY.isoformat(), "minutes": 30, "done": "x"}
    sent = client.post(url, said, content_type="application/json")
    assert (sent.status_code, sent.json()["code"]) == (409, "placements.own_child")
    assert client.delete(f"{url}/{entry.uuid}").status_code == 409
    assert row.hours.count() == 1


@ROLES
def test_nor_marks_clears_or_undoes_the_register_of_its_sessions(
    made: Clinic, row: Placement, name: str
) -> None:
    activity = Activity.objects.get(pk=row.activity_id)
    session = activities.plan_session(
        activity, NOW - timedelta(hours=2), 60, by=STEWARD, at=NOW - timedelta(days=1)
    )
    who: Actor = getattr(made, name)
    mark = {"person_id": made.learner.pk, "status": "present"}
    activities.mark_session(session, [mark], by=who, at=NOW)
    by = parent(made, name)
    acts: list[Callable[[], object]] = [
        lambda: activities.mark_session(session, [{**mark, "status": "absent"}], by=by, at=NOW),
        lambda: activities.undo_marks(session, by=by, at=NOW),
        lambda: activities.clear_register(session, by=by, at=NOW),
        lambda: activities.confirm_sessions(made.ecosystem, [session.pk], by=by, at=NOW),
        lambda: activities.keep_hours(
            activity, [{"person_id": made.learner.pk, "day": TODAY, "minutes": 30}], by=by, at=NOW
        ),
        lambda: activities.note_session(session, "Well done", by=by, at=NOW),
    ]
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
    assert list(Attendance.objects.values_list("status", flat=True)) == ["present"]
    client = factories.browser(Person.objects.get(pk=by.person_id))
    slug, uuid = made.ecosystem.slug, session.uuid
    api = f"/api/ecosystems/{slug}/sessions/{uuid}"
    for address in ("undo-marks", "clear-register", "confirm-session"):
        assert client.post(reverse(address, args=[slug, uuid])).status_code == 404
    for address in ("undo", "clear", "confirm"):
        assert client.post(f"{api}/{address}").status_code == 404
    assert Session.objects.get(pk=session.pk).state == "held"
