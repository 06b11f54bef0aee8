"""From an offer and a wish to a pair that both agreed to, and to its end."""

from datetime import date, timedelta

import pytest

from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.membership.tests.factories import actor, assigned, member_school, person
from hedgerow.commons.people.models import Guardian
from hedgerow.features.engagement.mentoring import actions
from hedgerow.features.engagement.mentoring.errors import (
    AlreadyAnswered,
    AlreadyPaired,
    Full,
    MayNotBePaired,
    NeedMet,
    NotAgreed,
    NotChecked,
    NotYoursToAnswer,
    OfferOver,
    PairOver,
)
from hedgerow.features.engagement.mentoring.models import Check, Need, Offer, Pairing
from hedgerow.features.engagement.mentoring.tests.factories import (
    AT,
    DAY,
    STEWARD,
    Valley,
    valley,
)
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def aspen() -> Valley:
    return valley()


def both_agree(of: Valley) -> Pairing:
    row = of.pair()
    actions.answer_pair(row, True, "mentor", by=of.actor("tutor"), at=AT)
    return actions.answer_pair(row, True, "learner", by=of.actor("guardian"), at=AT)


@pytest.mark.slow
def test_a_pair_lives_once_both_said_yes_and_runs_as_one_activity(aspen: Valley) -> None:
    row = both_agree(aspen)
    assert row.state == "agreed"
    live = actions.begin_pair(row, DAY, by=aspen.actor("tutor"), at=AT)
    activity = Activity.objects.get()
    assert (live.state, live.activity, activity.leader) == ("live", activity, aspen.tutor)
    assert not activity.public
    assert Enrolment.objects.get().person == aspen.bo
    ended = actions.end_pair(live, DAY, "moved", by=aspen.actor("guardian"), at=AT)
    assert (ended.state, Enrolment.objects.get().ends) == ("ended", DAY)
    kinds = set(Fact.objects.values_list("kind", flat=True))
    assert {"mentoring.pair_begun", "mentoring.pair_ended", "activities.enrolled"} <= kinds


@pytest.mark.slow
def test_the_second_learner_of_an_offer_joins_the_same_activity(aspen: Valley) -> None:
    first = aspen.live()
    cy = aspen.learner("Cy")
    row = actions.propose_pair(aspen.need(cy), first.offer, by=STEWARD, at=AT)
    for side in ("mentor", "learner"):
        actions.answer_pair(row, True, side, by=STEWARD, at=AT)
    second = actions.begin_pair(row, DAY, by=STEWARD, at=AT)
    assert second.activity_id == first.activity_id
    assert Enrolment.objects.count() == 2


@pytest.mark.slow
def test_a_learner_below_the_age_does_not_answer_and_a_guardian_of_one_above_neither(
    aspen: Valley,
) -> None:
    row = aspen.pair()
    with pytest.raises(NotYoursToAnswer) as refused:
        actions.answer_pair(row, True, "learner", by=aspen.actor("bo"), at=AT)
    assert refused.value.details == {"age": 16}
    aspen.bo.born = date(2009, 1, 1)
    aspen.bo.save()
    with pytest.raises(NotYoursToAnswer):
        actions.answer_pair(row, True, "learner", by=aspen.actor("guardian"), at=AT)
    row.refresh_from_db()
    assert row.learner_says is None
    said = actions.answer_pair(row, True, "learner", by=aspen.actor("bo"), at=AT)
    assert (said.learner_says, said.learner_said_by) == (True, aspen.bo)
    with pytest.raises(AlreadyAnswered):
        actions.answer_pair(row, False, "learner", by=aspen.actor("bo"), at=AT)


@pytest.mark.slow
def test_a_no_lets_the_learner_wait_again(aspen: Valley) -> None:
    row = aspen.pair()
    said = actions.answer_pair(row, False, "mentor", by=aspen.actor("tutor"), at=AT)
    assert (said.state, Need.objects.get().state) == ("declined", "waiting")
    with pytest.raises(PairOver):
        actions.answer_pair(row, True, "learner", by=aspen.actor("guardian"), at=AT)


def test_it_does_not_begin_before_both_said_yes(aspen: Valley) -> None:
    row = aspen.pair()
    with pytest.raises(NotAgreed):
        actions.begin_pair(row, DAY, by=aspen.actor("convener"), at=AT)
    assert not Activity.objects.exists()


@pytest.mark.slow
def test_nobody_without_a_valid_check_is_paired_or_begins(aspen: Valley) -> None:
    asked = [("", "Police check")]
    actions.set_terms(aspen.ecosystem, asked, {}, by=aspen.actor("convener"), at=AT)
    need, offer = aspen.need(), aspen.offer()
    with pytest.raises(NotChecked) as refused:
        actions.propose_pair(need, offer, by=aspen.actor("convener"), at=AT)
    assert refused.value.details == {"name": "Tam Tutor", "checks": "Police check"}
    assert not Pairing.objects.exists()
    until = DAY + timedelta(days=3)
    actions.record_check(
        aspen.ecosystem, aspen.tutor, "police-check", DAY, until,
        by=aspen.actor("convener"), at=AT,
    )  # fmt: skip
    row = actions.propose_pair(need, offer, by=aspen.actor("convener"), at=AT)
    for side in ("mentor", "learner"):
        actions.answer_pair(row, True, side, by=STEWARD, at=AT)
    with pytest.raises(NotChecked):
        actions.begin_pair(row, until + timedelta(days=1), by=aspen.actor("convener"), at=AT)
    check = Check.objects.get()
    actions.withdraw_check(check, by=aspen.actor("convener"), at=AT)
    with pytest.raises(NotChecked):
        actions.begin_pair(row, DAY, by=aspen.actor("convener"), at=AT)
    assert Pairing.objects.get().state == "agreed"


@pytest.mark.slow
def test_what_speaks_against_a_pair_is_said(aspen: Valley) -> None:
    by, need = aspen.actor("convener"), aspen.need()
    offer = aspen.offer(languages=["fr"])
    with pytest.raises(MayNotBePaired, match="share no language"):
        actions.propose_pair(need, offer, by=by, at=AT)
    actions.edit_offer(offer, {"languages": ["en"], "state": "closed"}, by=by, at=AT)
    with pytest.raises(OfferOver):
        actions.propose_pair(need, offer, by=by, at=AT)
    actions.edit_offer(offer, {"state": "open", "places": 1}, by=by, at=AT)
    actions.propose_pair(need, offer, by=by, at=AT)
    with pytest.raises(AlreadyPaired):
        actions.propose_pair(need, offer, by=by, at=AT)
    with pytest.raises(Full):
        actions.propose_pair(aspen.need(aspen.learner("Cy")), offer, by=by, at=AT)
    assert Pairing.objects.count() == 1


def test_somebody_barred_from_a_learner_is_neither_paired_nor_sees_the_wish(aspen: Valley) -> None:
    Guardian.objects.create(
        ecosystem=aspen.ecosystem, guardian=aspen.tutor, learner=aspen.bo, barred=True, starts=DAY
    )
    need, offer = aspen.need(), aspen.offer()
    with pytest.raises(MayNotBePaired, match="barred"):
        actions.propose_pair(need, offer, by=STEWARD, at=AT)
    assert not Need.objects.visible_to(aspen.actor("tutor")).exists()


@pytest.mark.slow
def test_who_does_not_arrange_neither_proposes_nor_offers_for_others(aspen: Valley) -> None:
    need, offer = aspen.need(), aspen.offer()
    with pytest.raises(NotFound):
        actions.propose_pair(need, offer, by=aspen.actor("bo"), at=AT)
    other = {"person_id": aspen.convener.pk, "kind": "tutoring", "starts": DAY}
    with pytest.raises(NotPermitted):
        actions.offer_help(aspen.ecosystem, other, by=aspen.actor("tutor"), at=AT)
    for_bo = {"person_id": aspen.bo.pk, "kind": "tutoring"}
    with pytest.raises(NotFound):
        actions.tell_need(aspen.ecosystem, for_bo, by=aspen.actor("tutor"), at=AT)
    made = actions.tell_need(aspen.ecosystem, for_bo, by=aspen.actor("guardian"), at=AT)
    assert (made.told_by, Offer.objects.count(), Need.objects.count()) == (aspen.guardian, 1, 2)


@pytest.mark.slow
def test_an_educator_arranges_for_the_own_site_alone(aspen: Valley) -> None:
    elm = member_school(aspen.ecosystem, "Elm School")
    dee = person(aspen.ecosystem, "Dee")
    assigned(dee, "educator", aspen.ecosystem, elm)
    need, offer = aspen.need(), aspen.offer()
    with pytest.raises(NotFound):
        actions.propose_pair(need, offer, by=actor(dee), at=AT)
    assigned(dee, "educator", aspen.ecosystem, aspen.school)
    assert actions.propose_pair(need, offer, by=actor(dee), at=AT).state == "proposed"


def test_offers_and_wishes_say_what_is_wrong_with_them(aspen: Valley) -> None:
    before = Offer.objects.count(), Need.objects.count()
    for wrong in ({"languages": ["klingon"]}, {"in_person": False}, {"ends": date(2026, 1, 1)},
                  {"places": 0}):  # fmt: skip
        with pytest.raises(Invalid):
            aspen.offer(**wrong)
    assert (Offer.objects.count(), Need.objects.count()) == before
    aspen.need()
    with pytest.raises(Invalid):
        aspen.need()
    assert Need.objects.count() == 1


def test_a_wish_is_taken_back_once(aspen: Valley) -> None:
    row = aspen.need()
    actions.withdraw_need(row, by=aspen.actor("guardian"), at=AT)
    assert Need.objects.get().state == "withdrawn"
    facts = Fact.objects.count()
    with pytest.raises(NeedMet):
        actions.withdraw_need(row, by=aspen.actor("guardian"), at=AT)
    assert Fact.objects.count() == facts
