"""Steps are seen to by their own, waived or asked for again, and seen by few."""

from datetime import date

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.placements import actions, errors
from hedgerow.features.engagement.placements.models import Placement, Step
from hedgerow.features.engagement.placements.pages import placement_page
from hedgerow.features.engagement.placements.waiting import waiting_for
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

from .factories import FIRST, LAST, TODAY, clinic

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_step_is_waived_with_a_reason_by_those_who_may() -> None:
    made = clinic()
    row = made.arranged()
    form, check = made.step(row, "form"), made.step(row, "check")
    with pytest.raises(NotPermitted):
        actions.waive_step(form, by=made.ed, at=NOW, reason="Known")
    with pytest.raises(Invalid):
        actions.waive_step(form, by=made.ada, at=NOW, reason=" ")
    with pytest.raises(errors.NotWaivable):
        actions.waive_step(check, by=made.ada, at=NOW, reason="Known")
    assert set(row.steps.values_list("state", flat=True)) == {"open"}
    assert actions.waive_step(form, by=made.ada, at=NOW, reason="Known").state == "waived"
    assert actions.reopen_step(form, by=made.ed, at=NOW, reason="Needed").state == "open"


@pytest.mark.slow
def test_each_sees_to_ones_own_steps_and_the_host_no_private_one() -> None:
    made = clinic()
    row = made.arranged()
    for key, by in (("check", made.ed), ("check", made.bo), ("consent", made.bo),
                    ("form", made.hal)):  # fmt: skip
        with pytest.raises(NotPermitted):
            actions.complete_step(made.step(row, key), by=by, at=NOW, valid_until=LAST)
    with pytest.raises(Invalid):
        actions.complete_step(made.step(row, "check"), by=made.hal, at=NOW)
    seen = Step.objects.visible_to(made.hal).values_list("key", flat=True)
    assert set(seen) == {"check", "consent", "form"}
    with pytest.raises(NotFound):
        actions.complete_step(made.step(row, "medical"), by=made.hal, at=NOW)
    assert Step.objects.visible_to(made.mia).count() == 4
    assert row.steps.exclude(state="open").count() == 0


def test_a_request_is_closed_with_a_reason_before_it_begins() -> None:
    made = clinic()
    row = made.requested()
    with pytest.raises(Invalid):
        actions.close_placement(row, by=made.bo, at=NOW, reason="")
    assert actions.close_placement(row, by=made.bo, at=NOW, reason="Ill").state == "closed"
    with pytest.raises(errors.WrongState):
        actions.arrange_placement(row, by=made.ed, at=NOW, host=made.host, starts=FIRST, ends=LAST)


@pytest.mark.slow
def test_each_sees_the_placements_they_have_a_part_in() -> None:
    made = clinic()
    row = made.arranged()
    other = factories.organisation(made.ecosystem, "Bakery", kind="partner")
    baker, cy = factories.person(made.ecosystem, "Ben"), factories.learner(made.school, "Cy")
    factories.assigned(baker, "partner", made.ecosystem, other)
    for actor in (made.bo, made.mia, made.ed, made.hal, made.ada):
        assert list(Placement.objects.visible_to(actor)) == [row]
    for actor in (factories.actor(baker), factories.actor(cy), Actor.public()):
        assert list(Placement.objects.visible_to(actor)) == []


@pytest.mark.slow
def test_a_guardians_step_waits_for_who_arranges_where_no_guardian_is_known() -> None:
    made = clinic()
    row = made.arranged()
    assert [one.hint for one in placement_page(made.ed, row, TODAY).steps] == [""] * 4
    Guardian.objects.all().delete()
    with pytest.raises(NotPermitted):
        actions.complete_step(made.step(row, "consent"), by=made.bo, at=NOW)
    assert made.step(row, "consent").state == "open"
    said = {one.title: one.hint for one in placement_page(made.ed, row, TODAY).steps}
    assert said["Consent"] == "No guardian is known: add one, or waive it with a reason."
    assert said["Learner's form"] == ""
    assert not any(one.hint for one in placement_page(made.bo, row, TODAY).steps)
    assert f"Consent: {said['Consent']}" in [str(one.why) for one in waiting_for(made.ed)]
    assert "No guardian" not in str(waiting_for(made.bo))


@pytest.mark.slow
def test_the_page_says_from_which_age_the_learner_decides() -> None:
    made = clinic()
    made.learner.born = date(TODAY.year - 17, 1, 1)
    made.learner.save()
    said = {one.title: one.hint for one in placement_page(made.bo, made.arranged(), TODAY).steps}
    assert said["Consent"] == "From the age of 16 on the learner decides this without a guardian."
    assert said["Learner's form"] == ""


@pytest.mark.slow
def test_a_guardian_who_works_at_the_host_signs_no_check_of_the_own_child() -> None:
    made = clinic()
    row, mia = made.arranged(), Person.objects.get(pk=made.mia.person_id)
    factories.assigned(mia, "partner", made.ecosystem, made.host)
    both = factories.actor(mia)
    with pytest.raises(errors.OwnChild):
        actions.complete_step(made.step(row, "check"), by=both, at=NOW, valid_until=LAST)
    assert made.step(row, "check").state == "open"
    shown = {one.title: one.may_do for one in placement_page(both, row, TODAY).steps}
    assert (shown["Safeguarding check"], shown["Consent"]) == (False, True)
    actions.complete_step(made.step(row, "check"), by=made.hal, at=NOW, valid_until=LAST)
