"""From the request to the first day."""

from datetime import date, timedelta

import pytest

from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.placements import actions, errors, pages, queries
from hedgerow.features.engagement.placements.asking import learners_for
from hedgerow.features.engagement.placements.models import Placement
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

from .factories import FIRST, LAST, TODAY, clinic

pytestmark = pytest.mark.django_db


def test_learner_guardian_and_school_may_ask_and_nobody_else() -> None:
    made = clinic()
    elm = factories.member_school(made.ecosystem, "Elm School")
    elsewhere = factories.person(made.ecosystem, "Eve")
    factories.assigned(elsewhere, "educator", made.ecosystem, elm)
    stranger = factories.actor(factories.convener(factories.ecosystem("Birch")))
    for by in (made.hal, factories.actor(elsewhere)):
        with pytest.raises((NotPermitted, NotFound)):
            made.requested(by=by)
    for by in (stranger, Actor.public()):
        with pytest.raises(NotFound):
            made.requested(by=by)
    assert Placement.objects.count() == 0
    row = made.requested(by=made.mia)
    assert (row.state, row.site, row.host) == ("requested", made.school, None)
    with pytest.raises(errors.PlacedAlready):
        made.requested(by=made.bo)
    assert Placement.objects.count() == 1


def test_who_may_be_asked_for_is_found_without_a_look_at_every_learner() -> None:
    made = clinic()
    for by in (made.bo, made.mia, made.ed):
        rows = learners_for(by, made.ecosystem)
        assert list(rows) == [made.learner]
        assert " OR " not in str(rows.query)
    assert not learners_for(made.hal, made.ecosystem).exists()


def test_a_barred_guardian_neither_asks_nor_sees() -> None:
    made = clinic()
    row = made.requested()
    Guardian.objects.update(barred=True)
    assert list(Placement.objects.visible_to(made.mia)) == []
    with pytest.raises((NotPermitted, NotFound)):
        actions.close_placement(row, by=made.mia, at=NOW, reason="No")


@pytest.mark.slow
def test_host_and_days_make_steps_due_for_whoever_sees_to_them() -> None:
    made = clinic()
    row = made.arranged(starts=TODAY + timedelta(days=10))
    steps = {step.key: (step.who, step.due) for step in row.steps.all()}
    assert steps == {
        "check": ("host", TODAY + timedelta(days=5)), "consent": ("guardian", TODAY + timedelta(days=3)),
        "form": ("learner", TODAY + timedelta(days=3)),
        "medical": ("guardian", TODAY + timedelta(days=3)),
    }  # fmt: skip
    said = {
        name: [str(one.why) for one in waiting_for(actor)]
        for name, actor in (("bo", made.bo), ("mia", made.mia), ("hal", made.hal))
    }
    assert said == {
        "bo": ["Next: Learner's form"], "mia": ["Next: Consent", "Next: Medical form"],
        "hal": ["Next: Safeguarding check"],
    }  # fmt: skip
    actions.arrange_placement(row, by=made.ed, at=NOW, starts=TODAY + timedelta(days=20))
    assert made.step(row, "consent").due == TODAY + timedelta(days=13)


@pytest.mark.slow
def test_overdue_steps_surface_to_whoever_can_see_to_them_too() -> None:
    made = clinic()
    row = made.arranged(starts=TODAY + timedelta(days=2))
    row.steps.update(due=TODAY - timedelta(days=1))
    late = "a guardian (Consent, Medical form), the learner (Learner's form)"
    assert [str(one.why) for one in waiting_for(made.ed)] == [f"Waiting for {late}"]
    (said,) = (str(one.why) for one in waiting_for(made.ada))
    assert said == f"Waiting for the host (Safeguarding check), {late}"
    (card,) = queries.board(made.ada, made.ecosystem, TODAY)
    assert (card.is_late, card.next_due) == (True, TODAY - timedelta(days=1))


def test_a_grown_learner_consents_oneself() -> None:
    made = clinic()
    Person.objects.filter(pk=made.learner.pk).update(born=date(2008, 1, 1))
    made.learner.refresh_from_db()
    assert made.step(made.arranged(), "consent").who == "learner"


def test_it_does_not_begin_while_a_check_is_missing_and_names_it() -> None:
    made = clinic()
    row = made.arranged()
    with pytest.raises(errors.StepsMissing, match="missing") as refused:
        actions.start_placement(row, by=made.ed, at=NOW)
    assert "Safeguarding check" in str(refused.value)
    row.refresh_from_db()
    assert (row.state, Activity.objects.count()) == ("preparing", 0)


@pytest.mark.slow
def test_it_does_not_begin_before_its_first_day_and_waits_for_it_then() -> None:
    made = clinic()
    first, last = date(2099, 1, 5), date(2099, 2, 2)
    row = made.ready(starts=first, ends=last, until=last)
    with pytest.raises(errors.TooEarly, match="2099"):
        actions.start_placement(row, by=made.ed, at=NOW)
    row.refresh_from_db()
    assert (row.state, Activity.objects.count()) == ("preparing", 0)
    page = pages.placement_page(made.ed, row, TODAY)
    assert (page.is_ready, page.may_start) == (True, False)
    assert waiting_for(made.ed) == []
    Placement.objects.update(starts=TODAY)  # that day has come
    assert [str(one.why) for one in waiting_for(made.ed)] == ["Everything is there: let it begin"]
    assert actions.start_placement(row, by=made.ed, at=NOW).state == "running"


@pytest.mark.slow
def test_the_hours_to_reach_are_those_of_the_placement_not_of_the_kind_of_activity() -> None:
    made = clinic()
    made.kind.activity_kind.minimum_minutes = 1200
    made.kind.activity_kind.save()
    made.running()
    assert Activity.objects.get().minimum_minutes == 720
    assert Enrolment.objects.get().minimum_minutes == 720


@pytest.mark.slow
def test_it_does_not_begin_while_a_check_runs_out_before_its_end() -> None:
    made = clinic()
    row = made.ready(until=LAST - timedelta(days=1))
    with pytest.raises(errors.RunsOut) as refused:
        actions.start_placement(row, by=made.ed, at=NOW)
    assert "Safeguarding check" in str(refused.value)
    assert Activity.objects.count() == 0
    actions.complete_step(made.step(row, "check"), by=made.hal, at=NOW, valid_until=LAST)
    assert actions.start_placement(row, by=made.ed, at=NOW).state == "running"


@pytest.mark.slow
def test_with_all_there_it_begins_as_an_activity_of_the_host() -> None:
    made = clinic()
    row = made.running()
    activity = row.activity
    assert activity is not None
    assert (activity.kind, activity.site, activity.public) == (
        made.kind.activity_kind, made.school, False,
    )  # fmt: skip
    assert activity.deliveries.get().organisation == made.host
    place = Enrolment.objects.get()
    assert (place.person, place.starts, place.ends) == (made.learner, FIRST, LAST)
