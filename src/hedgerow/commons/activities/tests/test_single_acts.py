"""One activity, session, place or register at a time."""

from datetime import date, time, timedelta

import pytest

from hedgerow.commons.activities import actions, errors, privacy
from hedgerow.commons.activities.models import Activity, Attendance, Enrolment
from hedgerow.commons.activities.tests.factories import EARLIER, LATER, STEWARD, club
from hedgerow.commons.ecosystems.models import Holiday, Term
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.errors import NotFound, NotPermitted, Stale

pytestmark = pytest.mark.django_db


def test_a_stale_edit_shows_both_versions_and_changes_nothing() -> None:
    made = club()
    ada = made.staff("convener")
    first = {"title": "Robots"}
    actions.edit_activity(made.activity, first, by=ada, at=LATER, revision=1)
    with pytest.raises(Stale) as stale:
        second = {"title": "Machines"}
        actions.edit_activity(made.activity, second, by=ada, at=LATER, revision=1)
    assert (stale.value.yours, stale.value.theirs) == ({"title": "Machines"}, {"title": "Robots"})
    assert Activity.objects.get().title == "Robots"


def test_an_educator_offers_at_the_own_school_and_not_at_another() -> None:
    made = club()
    ed = made.staff("educator", made.school)
    row = {
        "kind_id": made.activity.kind_id, "title": "Chess", "starts": date(2026, 9, 1),
        "site_id": made.school.pk, "delivered_by": [made.school.pk],
    }  # fmt: skip
    assert actions.offer_activity(made.ecosystem, row, by=ed, at=LATER).title == "Chess"
    with pytest.raises(NotPermitted):
        actions.offer_activity(made.ecosystem, {**row, "site_id": None}, by=ed, at=LATER)
    assert Activity.objects.count() == 2


def test_a_series_skips_holidays_and_stays_within_terms() -> None:
    made = club(sessions=0)
    Term.objects.create(
        ecosystem=made.ecosystem, name="T", starts=date(2026, 9, 1), ends=date(2026, 9, 30)
    )
    Holiday.objects.create(
        ecosystem=made.ecosystem, name="H", starts=date(2026, 9, 14), ends=date(2026, 9, 14)
    )
    days = (date(2026, 9, 1), date(2026, 10, 31))
    actions.plan_series(made.activity, days, [0], time(15), 60, by=STEWARD, at=EARLIER)
    found = [row.day.day for row in made.activity.sessions.order_by("day")]
    assert found == [7, 21, 28]
    assert made.activity.sessions.first().starts_at.hour == 20  # 15:00 in Chicago
    with pytest.raises(errors.NoDays):
        october = (date(2026, 10, 1), date(2026, 10, 31))
        actions.plan_series(made.activity, october, [0], time(15), 60, by=STEWARD, at=EARLIER)


def test_a_cancellation_can_be_undone() -> None:
    made = club()
    tutor = factories.actor(made.tutor)
    actions.cancel_session(made.session, "Snow", by=tutor, at=EARLIER)
    assert (made.session.state, made.session.reason) == ("cancelled", "Snow")
    actions.undo_cancellation(made.session, by=tutor, at=EARLIER)
    assert (made.session.state, made.session.reason) == ("planned", "")
    with pytest.raises(errors.NotCancelled):
        actions.undo_cancellation(made.session, by=tutor, at=EARLIER)


@pytest.mark.slow
def test_a_substitute_may_mark_that_session_alone() -> None:
    made = club()
    sub = factories.person(made.ecosystem, "Sue")
    factories.assigned(sub, "tutor", made.ecosystem)
    by = factories.actor(sub)
    actions.substitute(made.session, sub, by=factories.actor(made.tutor), at=EARLIER)
    assert actions.mark_session(made.session, made.marks(), by=by, at=LATER).new == 3
    other = made.sessions[1]
    with pytest.raises(NotPermitted):
        actions.mark_session(other, made.marks(), by=by, at=LATER + timedelta(weeks=1))


def test_nobody_barred_from_a_learner_of_the_session_is_a_substitute() -> None:
    made = club()
    sub = factories.person(made.ecosystem, "Sue")
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian=sub, learner=made.learners[0], starts=date(2026, 9, 1),
        barred=True,
    )  # fmt: skip
    with pytest.raises(errors.CannotLead):
        actions.substitute(made.session, sub, by=factories.actor(made.tutor), at=EARLIER)
    made.session.refresh_from_db()
    assert made.session.substitute is None


@pytest.mark.slow
def test_a_group_is_enrolled_and_a_walk_in_taken_in() -> None:
    made = club(learners=1)
    group = Group.objects.create(ecosystem=made.ecosystem, name="5a", starts=date(2026, 9, 1))
    with pytest.raises(errors.EmptyGroup):
        actions.enrol_group(made.activity, group, date(2026, 9, 1), by=STEWARD, at=EARLIER)
    cy = factories.learner(made.school, "Cy")
    GroupPlace.objects.create(group=group, person=cy, starts=date(2026, 9, 1))
    actions.enrol_group(made.activity, group, date(2026, 9, 1), by=STEWARD, at=EARLIER)
    dot = factories.learner(made.school, "Dot")
    actions.walk_in(made.session, dot, by=made.staff("educator", made.school), at=LATER)
    assert Enrolment.objects.get(person=dot).walk_in
    assert made.found() == {dot.pk: ("present", 60)}


def test_a_drop_out_ends_a_place_and_can_be_undone() -> None:
    made = club(learners=1)
    place, tutor = Enrolment.objects.get(), factories.actor(made.tutor)
    actions.end_place(place, date(2026, 9, 9), dropped=True, by=tutor, at=LATER)
    with pytest.raises(errors.PlaceOver):
        actions.end_place(place, date(2026, 9, 9), dropped=True, by=tutor, at=LATER)
    actions.resume_place(place, by=tutor, at=LATER)
    place.refresh_from_db()
    assert (place.ends, place.dropped) == (None, False)


def test_staff_of_a_school_in_two_ecosystems_act_in_their_own_alone() -> None:
    made = club()
    birch = factories.ecosystem("Birch", public=False)
    ed = factories.person(birch, "Ed")
    factories.assigned(ed, "educator", birch, made.school)
    by = factories.actor(ed)
    with pytest.raises((NotFound, NotPermitted)):
        actions.mark_session(made.session, made.marks(), by=by, at=LATER)
    assert not Attendance.objects.exists()


def test_erasing_keeps_the_counts_and_forgets_who_marked() -> None:
    made = club(learners=1)
    actions.mark_session(made.session, made.marks(), by=factories.actor(made.tutor), at=LATER)
    for rule in privacy.RULES:
        rule.erase(made.tutor.pk, LATER)
        rule.erase(made.learners[0].pk, LATER)
    assert (made.session.marked_by, Activity.objects.get().leader) == (None, None)
    assert Attendance.objects.count() == 1
    assert Enrolment.objects.get().ends == LATER.date()
