"""Referrals: nothing before consent, accepted or declined, and never lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.notices.models import Notice
from hedgerow.commons.people.models import Guardian, Organisation, Person
from hedgerow.features.engagement.care.actions import move_referral, redirect_referral, refer
from hedgerow.features.engagement.care.errors import NotPossibleNow, SameOrganisation
from hedgerow.features.engagement.care.models import Referral
from hedgerow.features.engagement.care.queries.due import referrals_waiting
from hedgerow.features.engagement.care.queries.referrals import own_referrals, referral_page
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


class Help:
    """A school that refers, a clinic and a food bank, a child and the mother."""

    def __init__(self, born: date = date(2015, 1, 1)) -> None:
        self.place = factories.ecosystem("Tulsa")
        self.school = factories.member_school(self.place)
        self.clinic, self.bank = (self._partner(name) for name in ("Clinic", "Food bank"))
        self.child = factories.learner(self.school, "Mia")
        self.child.born = born
        self.child.save()
        self.mother = self._person("Amal", "guardian", None)
        Guardian.objects.create(
            ecosystem=self.place, guardian=self.mother, learner=self.child,
            starts=factories.STARTS,
        )  # fmt: skip
        self.family = factories.actor(self.mother)
        self.leader = factories.actor(self._person("Lia", "leader", self.school))
        self.nurse = factories.actor(self._person("Nan", "partner", self.clinic))
        self.baker = factories.actor(self._person("Ben", "partner", self.bank))

    def _partner(self, name: str) -> Organisation:
        found = factories.organisation(self.place, name, kind="partner", sector="health")
        OrganisationMembership.objects.create(
            ecosystem=self.place, organisation=found, starts=factories.STARTS
        )
        return found

    def _person(self, name: str, role: str, at: Organisation | None) -> Person:
        somebody = factories.person(self.place, name)
        factories.assigned(somebody, role, self.place, at)
        return somebody

    def referred(self, **more: object) -> Referral:
        said = {"receiver": self.clinic, "need": "health", "note": "glasses", **more}
        return refer(
            self.place, self.child, self.school, said.pop("receiver"), by=self.leader, at=NOW,
            **said,  # type: ignore[arg-type]
        )  # fmt: skip

    def sees(self, by: Actor) -> bool:
        return Referral.objects.visible_to(by).exists()


@pytest.mark.slow
def test_nothing_reaches_the_other_side_before_the_family_agrees() -> None:
    of = Help()
    row = of.referred()
    assert [one.person for one in Notice.objects.all()] == [of.mother]
    assert (of.sees(of.nurse), of.sees(of.leader), of.sees(of.family)) == (False, True, True)
    with pytest.raises(NotFound):
        move_referral(row, "accept", by=of.nurse, at=NOW)
    move_referral(row, "agree", by=of.family, at=NOW)
    assert (of.sees(of.nurse), of.sees(of.baker)) == (True, False)
    for act in ("see", "accept", "finish"):
        move_referral(row, act, by=of.nurse, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.due_at) == ("done", None)
    assert list(row.steps.values_list("act", flat=True)) == [
        "refer", "agree", "see", "accept", "finish",
    ]  # fmt: skip


@pytest.mark.slow
def test_what_goes_on_comes_first_and_reading_it_last_of_what_is_done_at_once() -> None:
    of = Help()
    row = of.referred()
    move_referral(row, "agree", by=of.family, at=NOW)
    row.refresh_from_db()
    shown = referral_page(of.nurse, row, NOW)
    assert [act for act, _word in shown.at_once] == ["accept", "see"]
    assert [act for act, _word in shown.with_reason] == ["decline"]


@pytest.mark.slow
def test_consent_withdrawn_stops_it_and_closes_the_other_sides_eyes() -> None:
    of = Help()
    row = of.referred()
    for act, by in (("agree", of.family), ("accept", of.nurse), ("withdraw", of.family)):
        move_referral(row, act, by=by, at=NOW)
    assert not of.sees(of.nurse)
    with pytest.raises(NotFound):
        move_referral(row, "finish", by=of.nurse, at=NOW)
    assert list(referrals_waiting(of.leader, NOW)) == [row]


@pytest.mark.slow
def test_a_family_that_said_no_may_agree_after_all() -> None:
    of = Help()
    row = of.referred()
    move_referral(row, "refuse", by=of.family, at=NOW)
    (shown,) = own_referrals(of.family, NOW)
    assert [(act, str(word)) for act, word, _why in shown.acts] == [("agree", "I agree after all")]
    with pytest.raises(NotPermitted):
        move_referral(row, "agree", by=of.leader, at=NOW)
    assert not of.sees(of.nurse)
    move_referral(row, "agree", by=of.family, at=NOW)
    assert of.sees(of.nurse)


@pytest.mark.slow
def test_what_is_declined_comes_back_and_can_go_elsewhere() -> None:
    of = Help()
    row = of.referred()
    move_referral(row, "agree", by=of.family, at=NOW)
    with pytest.raises(Invalid):
        move_referral(row, "decline", by=of.nurse, at=NOW)
    move_referral(row, "decline", "no room", by=of.nurse, at=NOW)
    assert list(referrals_waiting(of.leader, NOW)) == [row]
    redirect_referral(row, of.bank, by=of.leader, at=NOW)
    assert (of.sees(of.baker), of.sees(of.nurse)) == (False, False)
    assert list(referrals_waiting(of.family, NOW)) == [row]
    move_referral(row, "agree", by=of.family, at=NOW)
    assert list(referrals_waiting(of.baker, NOW)) == [row]
    assert not of.sees(of.nurse)
    row.refresh_from_db()
    told = {by: [one.reason for one in referral_page(by, row, NOW).steps] for by in
            (of.leader, of.baker)}  # fmt: skip
    assert ("no room" in told[of.leader], "no room" in told[of.baker]) == (True, False)
    assert [str(one.what) for one in referral_page(of.baker, row, NOW).steps] == [
        "somebody else is asked instead", "the family agreed",
    ]  # fmt: skip


@pytest.mark.slow
def test_what_nobody_answers_surfaces_with_who_sent_it() -> None:
    of = Help()
    row = of.referred()
    move_referral(row, "agree", by=of.family, at=NOW)
    assert list(referrals_waiting(of.leader, NOW)) == []
    assert list(referrals_waiting(of.leader, NOW + timedelta(days=8))) == [row]


def test_from_the_age_of_own_consent_the_learner_answers() -> None:
    of = Help(born=date(2009, 1, 1))
    row = of.referred()
    assert [one.person for one in Notice.objects.all()] == [of.child]
    with pytest.raises(NotPermitted):
        move_referral(row, "agree", by=of.family, at=NOW)
    move_referral(row, "agree", by=factories.actor(of.child), at=NOW)
    assert of.sees(of.nurse)


@pytest.mark.slow
def test_each_side_does_its_own_steps_and_only_those() -> None:
    of = Help()
    outsider = factories.actor(factories.convener(factories.ecosystem("Aspen")))
    tries = (
        (of.nurse, {}, NotPermitted), (of.family, {}, NotPermitted), (outsider, {}, NotPermitted),
        (of.leader, {"receiver": of.school}, SameOrganisation), (of.leader, {"need": "luck"}, Invalid),
    )  # fmt: skip
    leader = of.leader
    for by, more, refusal in tries:
        of.leader = by
        with pytest.raises(refusal):
            of.referred(**more)
    of.leader = leader
    assert not Referral.objects.exists()
    row = of.referred()
    with pytest.raises(NotPermitted):
        move_referral(row, "agree", by=of.leader, at=NOW)
    with pytest.raises(NotPossibleNow):
        move_referral(row, "withdraw", by=of.family, at=NOW)
    Guardian.objects.update(barred=True)
    assert not of.sees(of.family)
    row.refresh_from_db()
    assert row.state == "asked"


@pytest.mark.slow
def test_what_lacks_a_reason_or_a_receiver_comes_again_and_says_so_there() -> None:
    of = Help()
    row = of.referred()
    move_referral(row, "agree", by=of.family, at=NOW)
    here = reverse("move-referral", args=[of.place.slug, row.uuid])
    declined = factories.browser(Person.objects.get(pk=of.nurse.person_id)).post(
        here, {"act": "decline", "reason": " "}
    )
    assert (declined.status_code, 'id="reason_error"' in declined.content.decode()) == (422, True)
    move_referral(row, "decline", "No room", by=of.nurse, at=NOW)
    leader = factories.browser(Person.objects.get(pk=of.leader.person_id))
    asked = leader.post(here, {"act": "redirect", "receiver": ""})
    assert (asked.status_code, "data-focus" in asked.content.decode()) == (422, True)
    row.refresh_from_db()
    assert row.state == "declined"
