"""Who was taken out of the activity has no place any more: it goes on, and comes back while a seat is left."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.errors import SeatsPromised
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.choice import actions, errors
from hedgerow.features.engagement.choice.actions.letting_go import let_go_of_all_gone
from hedgerow.features.engagement.choice.models import Outcome
from hedgerow.features.engagement.opportunities.errors import Full
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.journal.queries import facts_about

from .choosing import browser
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AFTER = LATER + timedelta(days=7)


@dataclass
class There:
    """Two have the two places and are enrolled; a third, where there is one, waits for a seat."""

    valley: Valley
    made: Made
    gone: Person

    @property
    def mine(self) -> Outcome:
        return Outcome.objects.get(round=self.made.row, person=self.gone)

    @property
    def place(self) -> Enrolment:
        return Enrolment.objects.select_related("activity").get(person=self.gone)

    def end(self) -> None:
        activities.end_place(self.place, AFTER.date(), dropped=True, by=STEWARD, at=AFTER)


def there(learners: int) -> There:
    around = valley(1)
    here = a_round(learners, (), ecosystem=around.place, opened=False)
    here.open_over(around.offer(starts=None, capacity=2, guardian_agrees=False))
    here.publish()
    actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    placed = Outcome.objects.filter(round=here.row, offer__isnull=False).order_by("pk")
    return There(around, here, placed[0].person)


@pytest.fixture
def awaited() -> There:
    """The school took one out whose seat somebody waited for."""
    found = there(3)
    found.end()
    return found


@pytest.fixture
def alone() -> There:
    """The school took one out, and nobody waits."""
    found = there(2)
    found.end()
    return found


def placed_in(here: Made) -> set[Person]:
    rows = Outcome.objects.filter(round=here.row, offer__isnull=False).select_related("person")
    return {one.person for one in rows}


def convener(there: Valley) -> Person:
    return Person.objects.get(pk=there.ada.person_id)


def program(somebody: Person) -> Client:
    by = factories.actor(somebody)
    secret = make_token("t", write=True, expires_at=None, by=by, at=timezone.now())[1]
    return Client(headers={"Authorization": f"Bearer {secret}"})


def test_the_place_goes_on_to_who_waits_and_it_is_journalled(awaited) -> None:
    assert awaited.gone not in placed_in(awaited.made)
    assert len(placed_in(awaited.made)) == 2
    mine = awaited.mine
    assert (mine.answer, mine.taken_out_on) == ("given_back", AFTER.date())
    facts = facts_about(
        ("choice.round", awaited.made.row.uuid), ecosystems=[awaited.made.ecosystem.pk], limit=2
    ).rows
    assert [one.kind for one in facts] == ["choice.seats_offered_on", "choice.place_lost"]
    done = actions.enrol_placed(awaited.made.row, by=STEWARD, at=AFTER)
    assert (done.new, done.changed, done.unchanged) == (1, 0, 1)
    assert [(one.person, one.last) for one in done.taken_out] == [(mine.person.uuid, AFTER.date())]


@pytest.mark.parametrize("way", ["taken_back", "rolls"])
def test_however_they_are_taken_out(way) -> None:
    found = there(3)
    if way == "taken_back":
        activities.take_back_place(found.place, by=STEWARD, at=LATER)
    else:
        place = found.place
        row = {"activity_id": place.activity_id, "person_id": place.person_id, "dropped": True,
               "starts": place.starts, "ends": AFTER.date()}  # fmt: skip
        activities.enrol_many(found.made.ecosystem, [row], by=STEWARD, at=AFTER)
    assert found.mine.taken_out_of is not None
    assert len(placed_in(found.made)) == 2


def test_a_last_day_to_come_lets_go_once_it_is_over(monkeypatch) -> None:
    found = there(3)
    activities.end_place(found.place, AFTER.date(), dropped=False, by=STEWARD, at=LATER)
    assert found.mine.offer is not None
    let_go_of_all_gone(by=STEWARD, at=LATER)
    assert found.mine.offer is not None
    then = AFTER + timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: then)
    assert let_go_of_all_gone(by=STEWARD, at=then) == 1
    assert found.mine.taken_out_on == AFTER.date()
    assert len(placed_in(found.made)) == 2
    assert let_go_of_all_gone(by=STEWARD, at=then) == 0


def test_nobody_is_taken_out_of_an_activity_that_is_over() -> None:
    found = there(3)
    activity = found.place.activity
    type(activity).objects.filter(pk=activity.pk).update(state="closed")
    found.end()
    assert found.mine.offer is not None


def test_in_a_round_that_is_over_the_place_is_lost_and_goes_to_nobody() -> None:
    found = there(3)
    actions.finish_round(found.made.row, by=STEWARD, at=AFTER)
    found.end()
    assert found.mine.taken_out_of is not None
    assert len(placed_in(found.made)) == 1


def test_undone_the_place_is_there_again_while_a_seat_is_left(alone) -> None:
    activities.resume_place(alone.place, by=STEWARD, at=AFTER)
    mine = alone.mine
    assert mine.offer is not None
    assert (mine.answer, mine.rank, mine.taken_out_of) == ("waiting", 1, None)
    assert actions.enrol_placed(alone.made.row, by=STEWARD, at=AFTER).unchanged == 2


def test_undone_it_takes_no_seat_that_went_on(awaited) -> None:
    with pytest.raises(SeatsPromised):
        activities.resume_place(awaited.place, by=STEWARD, at=AFTER)
    assert awaited.mine.offer is None
    with pytest.raises(Full):
        actions.enrol_one(awaited.made.row, awaited.gone, by=STEWARD, at=AFTER)
    assert not Enrolment.objects.filter(person=awaited.gone, ends=None).exists()


def test_what_was_taken_back_by_mistake_is_given_back_with_the_place() -> None:
    found = there(2)
    place = found.place
    activities.take_back_place(place, by=STEWARD, at=LATER)
    assert found.mine.offer is None
    activities.give_back_place(place.activity, place.uuid, by=STEWARD, at=LATER)
    assert found.mine.offer is not None


def test_the_page_lists_them_apart_and_has_nothing_left_to_enrol(alone) -> None:
    here = alone.made
    page = reverse("choice-round", args=[here.ecosystem.slug, here.row.uuid])
    said = browser(convener(alone.valley)).get(page).content.decode()
    apart = said.partition("Placed, and taken out of the activity")[2].partition("</section>")[0]
    assert alone.gone.name in apart
    assert "until 13 December 2026" in apart
    assert "Placed, and not enrolled yet" not in said
    assert reverse("choice-enrol", args=[here.ecosystem.slug, here.row.uuid]) not in said


def test_one_is_enrolled_again_singly_by_page(alone) -> None:
    here, gone = alone.made, alone.gone
    page = reverse("choice-learner", args=[here.ecosystem.slug, here.row.uuid, gone.uuid])
    assert "Enrol again" in browser(convener(alone.valley)).get(page).content.decode()
    own = browser(gone).get(page).content.decode()
    assert "so the place counts as given back" in own
    assert "Enrol again" not in own
    assert "Ask for a place again" not in own
    actions.enrol_one(here.row, gone, by=STEWARD, at=AFTER)
    assert alone.place.ends is None
    assert alone.mine.taken_out_of is None
    with pytest.raises(errors.NoPlace):
        actions.enrol_one(here.row, gone, by=STEWARD, at=AFTER)


def test_and_by_program_which_names_them_too(alone, monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER)
    here, one = alone.made, alone.gone
    url = f"/api/ecosystems/{here.ecosystem.slug}/choice/{here.row.uuid}"
    ada = program(convener(alone.valley))
    done = ada.post(f"{url}/enrol").json()
    assert [each["person"] for each in done["taken_out"]] == [str(one.uuid)]
    learner = f"{url}/learners/{one.uuid}"
    result = ada.get(learner).json()["result"]
    assert (result["taken_out"], result["offer"]) == ("2026-12-13", "")
    act = {"data": {"answer": "enrol"}, "content_type": "application/json"}
    assert program(one).post(f"{learner}/answer", **act).status_code == 403
    assert ada.post(f"{learner}/answer", **act).status_code == 200
    assert Enrolment.objects.filter(person=one, ends=None).exists()


def test_only_who_runs_rounds_brings_somebody_back(alone) -> None:
    me = factories.actor(alone.gone)
    with pytest.raises(NotPermitted):
        actions.enrol_one(alone.made.row, alone.gone, by=me, at=AFTER)
    with pytest.raises(errors.NotYoursToDecide):
        actions.ask_again(alone.made.row, alone.gone, by=me, at=AFTER)
    assert not Enrolment.objects.filter(person=alone.gone, ends=None).exists()
    actions.ask_again(alone.made.row, alone.gone, by=STEWARD, at=AFTER)
    assert Enrolment.objects.filter(person=alone.gone, ends=None).exists()


def test_an_enrolment_that_was_over_before_the_place_was_given_says_nothing_of_it() -> None:
    around = valley()
    here = a_round(1, (), ecosystem=around.place, opened=False)
    robots = around.offer(starts=None, capacity=2, guardian_agrees=False)
    (offer,) = actions.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    actions.open_round(here.row, by=STEWARD, at=NOW)
    learner = here.learners[0]
    activities.enrol(robots.activity, learner, NOW.date(), takes_held=True, by=STEWARD, at=NOW)
    place, day = Enrolment.objects.get(person=learner), NOW.date() + timedelta(days=2)
    activities.end_place(place, day, dropped=True, by=STEWARD, at=NOW)
    actions.save_list(here.row, learner, [offer.uuid], by=STEWARD, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)
    here.row = actions.publish_round(here.row, by=STEWARD, at=LATER)
    assert actions.enrol_placed(here.row, by=STEWARD, at=LATER).new == 1
