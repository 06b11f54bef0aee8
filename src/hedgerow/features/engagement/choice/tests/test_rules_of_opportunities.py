"""What an opportunity asks and how many it holds binds a round that gives its places too."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from hedgerow.commons.activities.actions import enrol
from hedgerow.commons.activities.errors import SeatsPromised
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.membership import actions as membership
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.choice import actions, errors, queries
from hedgerow.features.engagement.choice.models import Offer, Outcome, WishList
from hedgerow.features.engagement.opportunities import actions as opportunities
from hedgerow.features.engagement.opportunities import errors as refusals
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley

from .choosing import browser
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST = date(2027, 1, 10)


@pytest.fixture
def made() -> tuple[Valley, Made]:
    there = valley(2)
    return there, a_round(2, (), ecosystem=there.place, opened=False)


def offered(made: tuple[Valley, Made], **said: Any) -> tuple[Opportunity, Offer]:
    there, here = made
    given = {"starts": FIRST, "capacity": 2, "guardian_agrees": False, **said}
    robots = there.offer(**given)
    (offer,) = actions.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    actions.open_round(here.row, by=STEWARD, at=NOW)
    return robots, offer


def ranked(here: Made, offer: Offer) -> None:
    for learner in here.learners:
        actions.save_list(here.row, learner, [offer.uuid], by=STEWARD, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)


def enrolled(row: Opportunity) -> int:
    return Enrolment.objects.filter(activity=row.activity_id, ends=None).count()


def test_who_lacks_the_consent_waits_and_is_enrolled_once_it_is_there(made) -> None:
    there, here = made
    asked = ConsentPurpose.objects.create(
        ecosystem=there.place, key="trips", version=1, titles={"en": "Trips"},
        texts={"en": "May go"}, created_at=NOW,
    )  # fmt: skip
    robots, offer = offered(made, consent="trips")
    ranked(here, offer)
    actions.publish_round(here.row, by=STEWARD, at=LATER)
    done = actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert (done.new, enrolled(robots)) == (0, 0)
    assert [(one.code, one.waits) for one in done.left] == [
        ("opportunities.consent_needed", True)
    ] * 2
    page = browser(Person.objects.get(pk=there.ada.person_id)).get(
        reverse("choice-round", args=[there.place.slug, here.row.uuid])
    )
    assert "waits for consent" in page.content.decode()
    me = factories.actor(here.learners[0])
    assert any("“Trips”" in str(one.why) for one in queries.waiting_for(me))
    assert "“Trips”" in queries.learner_page(me, here.fresh(), here.learners[0]).result.waits
    Person.objects.filter(pk=here.learners[0].pk).update(born=date(2000, 1, 1))
    membership.answer_consent(
        asked, Person.objects.get(pk=here.learners[0].pk), True, by=me, at=LATER
    )
    done = actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert (done.new, len(done.left), enrolled(robots)) == (1, 1, 1)


def test_a_guardian_agrees_by_accepting_the_place(made) -> None:
    there, here = made
    robots, offer = offered(made, guardian_agrees=True)
    child = here.learners[0]
    ranked(here, offer)
    actions.publish_round(here.row, by=STEWARD, at=LATER)
    actions.accept_place(here.row, child, by=factories.actor(child), at=LATER)
    WishList.objects.update(saved_by=there.ada.person_id)  # staff chose for them: no guardian
    assert actions.enrol_placed(here.row, by=STEWARD, at=LATER).new == 0
    mia = factories.person(there.place, "Mia")
    Guardian.objects.create(
        ecosystem=there.place, guardian=mia, learner=child, starts=factories.STARTS
    )
    by = factories.actor(mia)
    assert queries.learner_page(by, here.fresh(), child).result.may_agree
    actions.accept_place(here.row, child, by=by, at=LATER)
    actions.accept_place(here.row, child, by=factories.actor(child), at=LATER)
    done = actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert (done.new, [one.code for one in done.left]) == (1, ["membership.needs_guardian"])
    assert enrolled(robots) == 1


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"audience": "adults"}, refusals.NotForThem),
        ({"age_from": 60}, refusals.NotForThem),
    ],
)
def test_what_a_learner_may_never_join_is_neither_shown_nor_ranked_nor_given(
    made, said, error
) -> None:
    _there, here = made
    Person.objects.filter(pk__in=[one.pk for one in here.learners]).update(born=date(2014, 1, 1))
    here.learners = list(Person.objects.filter(pk__in=[one.pk for one in here.learners]))
    robots, offer = offered(made)
    actions.save_list(here.row, here.learners[1], [offer.uuid], by=STEWARD, at=NOW)
    Opportunity.objects.filter(pk=robots.pk).update(**said)
    me = factories.actor(here.learners[0])
    assert queries.learner_page(me, here.fresh(), here.learners[0]).others == []
    with pytest.raises(error):
        actions.save_list(here.row, here.learners[0], [offer.uuid], by=me, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)
    assert not Outcome.objects.filter(offer=offer).exists()


def test_a_round_gives_no_more_places_than_are_left_when_it_is_published(made) -> None:
    there, here = made
    robots, offer = offered(made)
    ranked(here, offer)
    opportunities.give_place(robots, there.learners[0], by=STEWARD, at=LATER)
    with pytest.raises(errors.PlacesTaken):
        actions.publish_round(here.row, by=STEWARD, at=LATER)
    assert here.fresh().state == "previewed"
    actions.run_round(here.row, "Places were given.", by=STEWARD, at=LATER)
    actions.publish_round(here.row, by=STEWARD, at=LATER)
    with pytest.raises(refusals.HeldElsewhere):
        opportunities.give_place(robots, there.learners[1], by=STEWARD, at=LATER)
    with pytest.raises(SeatsPromised):
        enrol(robots.activity, there.learners[1], FIRST, by=STEWARD, at=LATER)
    opportunities.edit_opportunity(robots, {"capacity": 1}, by=STEWARD, at=LATER)
    done = actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert (done.new, [one.code for one in done.left]) == (0, ["opportunities.full"])
    assert enrolled(robots) == 1


def test_what_is_archived_is_left_out_of_a_run_and_keeps_a_result_from_being_published(
    made,
) -> None:
    _there, here = made
    robots, offer = offered(made)
    ranked(here, offer)
    opportunities.close_opportunity(robots, by=STEWARD, at=NOW)
    opportunities.archive_opportunity(robots, by=STEWARD, at=NOW)
    with pytest.raises(errors.NotOffered, match="Robots"):
        actions.publish_round(here.row, by=STEWARD, at=LATER)
    assert queries.round_page(STEWARD, here.fresh()).work.gone == ["Robots"]
    actions.run_round(here.row, "It is archived.", by=STEWARD, at=LATER)
    assert not Outcome.objects.filter(offer=offer).exists()
    assert actions.publish_round(here.row, by=STEWARD, at=LATER).state == "published"


def test_what_is_archived_later_says_why_nobody_is_enrolled(made) -> None:
    _there, here = made
    robots, offer = offered(made)
    ranked(here, offer)
    actions.publish_round(here.row, by=STEWARD, at=LATER)
    opportunities.close_opportunity(robots, by=STEWARD, at=LATER)
    opportunities.archive_opportunity(robots, by=STEWARD, at=LATER)
    done = actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert [(one.code, one.waits) for one in done.left] == [("opportunities.no_more", False)] * 2
    assert enrolled(robots) == 0
