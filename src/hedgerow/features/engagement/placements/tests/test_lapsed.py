"""Who was set to look after a learner and may no more sees nothing; nobody marks the own child."""

import pytest
from django.urls import reverse

from hedgerow.commons.activities.actions import confirm_sessions, mark_session
from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Session
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.placements import actions, hosts
from hedgerow.features.engagement.placements.models import HoursEntry, Placement, Step
from hedgerow.features.engagement.placements.parts import parts_of
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.permissions import Actor

from .factories import TODAY, Clinic, clinic

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def kept_hours(made: Clinic) -> Placement:
    """A placement that runs, with an hour that was confirmed and another that waits."""
    row = made.running()
    sure = actions.log_hours(row, TODAY, by=made.bo, at=NOW, done="Files", minutes=60)
    actions.confirm_hours(row, [sure.pk], by=made.hal, at=NOW)
    actions.log_hours(row, TODAY, by=made.bo, at=NOW, done="Files", minutes=30)
    return row


def supervised_by(row: Placement, who: Person) -> Actor:
    """As it was stored before anybody asked for a role."""
    Placement.objects.filter(pk=row.pk).update(supervisor=who)
    Activity.objects.filter(pk=row.activity_id).update(leader=who)
    row.refresh_from_db()
    return factories.actor(who)


def visitor(made: Clinic) -> Person:
    """A member of the ecosystem who is neither of the host nor of the school's staff."""
    who = factories.person(made.ecosystem, "Vic")
    factories.assigned(who, "member", made.ecosystem)
    return who


def father_too(made: Clinic, who: Actor) -> None:
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian_id=who.person_id, learner=made.learner,
        starts=factories.STARTS,
    )  # fmt: skip


def test_who_may_not_look_after_the_learner_by_today_s_rule_sees_nothing() -> None:
    made = clinic()
    row = kept_hours(made)
    vic = supervised_by(row, visitor(made))
    for rows in (Placement, Step, HoursEntry, Enrolment):
        assert not rows.objects.visible_to(vic).exists(), rows
    assert not Session.objects.markable_by(vic).exists()
    assert not parts_of(vic, row)
    assert not waiting_for(vic)
    assert vic.person_id not in [one.pk for one in hosts.hearers(row, made.host.pk, NOW)]
    page = factories.browser(Person.objects.get(pk=vic.person_id))
    assert page.get(reverse("placement", args=[made.ecosystem.slug, row.uuid])).status_code == 404


def test_a_role_at_the_host_opens_it_again_and_its_end_closes_it() -> None:
    made = clinic()
    row = kept_hours(made)
    who = visitor(made)
    role = factories.assigned(who, "member", made.ecosystem, made.host)
    vic = supervised_by(row, who)
    assert Placement.objects.visible_to(vic).get() == row
    assert parts_of(vic, row) == {"host"}
    assert Session.objects.markable_by(vic).exists()
    assert Enrolment.objects.visible_to(vic).exists()
    Assignment.objects.filter(pk=role.pk).update(starts="2001-01-01", ends="2001-01-02")
    assert not Placement.objects.visible_to(vic).exists()
    assert not Enrolment.objects.visible_to(vic).exists()


def test_nobody_marks_or_confirms_hours_of_the_own_child_as_sessions() -> None:
    made = clinic()
    row = kept_hours(made)
    hal = supervised_by(row, Person.objects.get(pk=made.hal.person_id))
    session = Session.objects.get()
    assert Session.objects.markable_by(hal).exists()
    mark = [{"person_id": made.learner.pk, "status": "absent"}]
    for parent in (hal, made.ed, made.ada):
        father_too(made, parent)
        parent = factories.anew(parent)
        with pytest.raises(NotPermitted):
            mark_session(session, mark, by=parent, at=NOW)
        with pytest.raises(NotPermitted):
            confirm_sessions(made.ecosystem, [session.pk], by=parent, at=NOW)
    assert Attendance.objects.get().status == "present"


def test_page_and_api_leave_the_own_child_to_others() -> None:
    made = clinic()
    row = kept_hours(made)
    hal = supervised_by(row, Person.objects.get(pk=made.hal.person_id))
    father_too(made, hal)
    client = factories.browser(Person.objects.get(pk=made.hal.person_id))
    session = Session.objects.get()
    page = client.get(reverse("session", args=[made.ecosystem.slug, session.uuid]))
    assert page.status_code == 404
    url = f"/api/ecosystems/{made.ecosystem.slug}/sessions/{session.uuid}/attendance"
    sent = {"rows": [{"person": str(made.learner.uuid), "status": "absent"}]}
    answer = client.put(url, sent, content_type="application/json")
    assert answer.status_code == 404
    assert Attendance.objects.get().status == "present"
