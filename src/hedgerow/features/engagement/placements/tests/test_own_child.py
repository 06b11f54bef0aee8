"""Whoever answers for a learner does nothing for the host about them, and it is seen who else can."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.placements import actions, pages
from hedgerow.features.engagement.placements.errors import OwnChild
from hedgerow.features.engagement.placements.lines import StepLine
from hedgerow.features.engagement.placements.models import HoursEntry, Placement
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.permissions import Actor

from .factories import LAST, TODAY, Clinic, clinic

pytestmark = pytest.mark.django_db


def hal_as_father(made: Clinic, *, elsewhere: bool = False) -> None:
    """Hal of the clinic answers for Bo, here or in another ecosystem alone."""
    place = factories.ecosystem() if elsewhere else made.ecosystem
    Guardian.objects.create(
        ecosystem=place, guardian_id=made.hal.person_id, learner=made.learner,
        starts=factories.STARTS,
    )  # fmt: skip


def line(actor: Actor, row: Placement) -> StepLine:
    """The host's check, as the page shows it."""
    steps = pages.placement_page(actor, Placement.objects.get(pk=row.pk), TODAY).steps
    return next(one for one in steps if one.who == "the host")


def waits(actor: Actor) -> list[str]:
    return [str(one.why) for one in waiting_for(actor)]


def log(made: Clinic, row: Placement) -> HoursEntry:
    return actions.log_hours(row, TODAY, by=made.bo, at=NOW, done="Files", minutes=60)


@pytest.mark.slow
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_guardian_at_the_host_neither_accepts_nor_declines_the_own_child(
    elsewhere: bool,
) -> None:
    made = clinic()
    row = made.asked()
    hal_as_father(made, elsewhere=elsewhere)
    for accepts in (True, False):
        with pytest.raises(OwnChild):
            actions.answer_for_host(row, by=made.hal, at=NOW, accepts=accepts, reason="So it is")
    assert row.asks.get().state == "asked"
    assert "Say whether you take the learner" not in waits(made.hal)
    assert not pages.placement_page(made.hal, row, TODAY).may_answer


@pytest.mark.slow
@pytest.mark.parametrize("elsewhere", [False, True])
def test_nor_signs_confirms_disputes_corrects_or_evaluates(elsewhere: bool) -> None:
    made = clinic()
    row = made.running()
    entry, sure = log(made, row), log(made, row)
    actions.confirm_hours(row, [sure.pk], by=made.hal, at=NOW)
    hal_as_father(made, elsewhere=elsewhere)
    given = {"by": made.hal, "at": NOW}
    ratings = {"care": 2, "time": 2}
    acts: list[Callable[[], object]] = [
        lambda: actions.complete_step(made.step(row, "check"), valid_until=LAST, **given),
        lambda: actions.confirm_hours(row, [entry.pk], **given),
        lambda: actions.dispute_hours(entry, reason="No", **given),
        lambda: actions.correct_hours(HoursEntry.objects.get(pk=sure.pk), 30, reason="No", **given),
        lambda: actions.evaluate_placement(row, "host", ratings=ratings, **given),
    ]
    for act in acts:
        with pytest.raises(OwnChild):
            act()
    assert sorted(row.hours.values_list("state", "minutes")) == [("claimed", 60), ("confirmed", 60)]
    assert not row.evaluations.exists()
    page = pages.placement_page(made.hal, row, TODAY)
    assert (page.may_confirm, page.may_evaluate, page.is_kin_at_host) == (False, "", True)


@pytest.mark.slow
def test_a_convener_does_not_speak_for_the_host_about_the_own_child_either() -> None:
    made = clinic()
    row = made.running()
    entry = log(made, row)
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian_id=made.ada.person_id, learner=made.learner,
        starts=factories.STARTS,
    )  # fmt: skip
    with pytest.raises(OwnChild):
        actions.confirm_hours(row, [entry.pk], by=made.ada, at=NOW)
    assert actions.confirm_hours(row, [entry.pk], by=made.hal, at=NOW) == 1


@pytest.mark.slow
def test_nor_waives_or_opens_again_what_the_host_checks() -> None:
    made = clinic()
    row = made.arranged()
    row.steps.filter(key="check").update(may_waive=True)
    check, given = made.step(row, "check"), {"at": NOW, "reason": "Known"}
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian_id=made.ada.person_id, learner=made.learner,
        starts=factories.STARTS,
    )  # fmt: skip
    with pytest.raises(OwnChild):
        actions.waive_step(check, by=made.ada, **given)
    assert not line(made.ada, row).may_waive
    actions.complete_step(check, by=made.hal, at=NOW, valid_until=LAST)
    with pytest.raises(OwnChild):
        actions.reopen_step(check, by=made.ada, **given)
    assert not line(made.ada, row).may_reopen
    assert made.step(row, "check").state == "done"
    assert line(made.ed, row).may_reopen
    assert actions.reopen_step(check, by=made.ed, **given).state == "open"


@pytest.mark.slow
@pytest.mark.parametrize("elsewhere", [False, True])
def test_nobody_of_the_family_is_set_to_look_after_the_learner(elsewhere: bool) -> None:
    made = clinic()
    row, hal = made.requested(), Person.objects.get(pk=made.hal.person_id)
    plan = {"host": made.host, "starts": TODAY, "ends": LAST}
    hal_as_father(made, elsewhere=elsewhere)
    with pytest.raises(OwnChild) as refusal:
        actions.arrange_placement(row, by=made.ed, at=NOW, supervisor=hal, **plan)
    assert str(refusal.value).startswith("Hal is of this learner's family")
    assert refusal.value.next_step == "Choose somebody else at the host."
    row.refresh_from_db()
    assert (row.state, row.supervisor) == (Placement.State.REQUESTED, None)
    assert actions.arrange_placement(row, by=made.ed, at=NOW, **plan).supervisor is None


@pytest.mark.slow
def test_nor_begins_a_placement_where_one_of_the_family_is_set_already() -> None:
    made = clinic()
    row = made.ready(supervisor=Person.objects.get(pk=made.hal.person_id))
    hal_as_father(made)
    with pytest.raises(OwnChild):
        actions.start_placement(row, by=made.ed, at=NOW)
    row.refresh_from_db()
    assert row.state == Placement.State.PREPARING


@pytest.mark.slow
def test_a_host_where_the_family_alone_acts_is_not_stuck_silently() -> None:
    made = clinic()
    hal_as_father(made)
    row = made.asked()
    why = "It waits for somebody else at Clinic, not of the family: ask there, and enter what they say"
    assert why in waits(made.ed)
    page = pages.placement_page(made.ed, row, TODAY)
    assert (page.may_answer, page.silence) == (True, "family")
    actions.answer_for_host(row, by=made.ed, at=NOW, accepts=True, reason="Ida, by telephone")
    assert row.asks.get().state == "accepted"


@pytest.mark.slow
def test_hours_that_nobody_at_the_host_may_confirm_are_seen_by_the_school() -> None:
    made = clinic()
    row = made.running()
    log(made, row)
    assert not [why for why in waits(made.ed) if "hours" in why]
    hal_as_father(made)
    assert "The hours wait for somebody else at Clinic, or for the convener" in waits(made.ed)
    assert "Confirm the hours" not in waits(made.hal)
    ida = factories.person(made.ecosystem, "Ida")
    factories.assigned(ida, "partner", made.ecosystem, made.host)
    assert not [why for why in waits(made.ed) if "hours" in why]
    assert "Confirm the hours" in waits(factories.actor(ida))


@pytest.mark.slow
def test_who_arranges_for_the_host_is_asked_about_the_own_child_all_the_same() -> None:
    made = clinic()
    hal_as_father(made)
    hal = Person.objects.get(pk=made.hal.person_id)
    Assignment.objects.filter(person=hal).delete()
    for role, at in (("partner", made.host), ("educator", made.school)):
        factories.assigned(hal, role, made.ecosystem, at)
    both = factories.actor(hal)
    row = actions.arrange_placement(
        made.requested(), by=both, at=NOW, host=made.host, starts=TODAY, ends=LAST
    )
    assert row.asks.get().state == "asked"


@pytest.mark.slow
def test_page_and_api_say_who_else_can() -> None:
    made = clinic()
    row = made.asked()
    hal_as_father(made)
    client = factories.browser(Person.objects.get(pk=made.hal.person_id))
    address = [made.ecosystem.slug, row.uuid]
    shown = client.get(reverse("placement", args=address)).content.decode()
    assert "somebody else at Clinic" in shown
    answer = client.get(reverse("placement-host", args=address))
    assert answer.status_code == 409
    assert "Let somebody else of the host do it, or the convener." in answer.content.decode()
    url = f"/api/ecosystems/{made.ecosystem.slug}/placements/{row.uuid}/host-answer"
    sent = client.post(
        url, {"accepts": True, "ask": str(row.asks.get().uuid)}, content_type="application/json"
    )
    assert (sent.status_code, sent.json()["code"]) == (409, "placements.own_child")
