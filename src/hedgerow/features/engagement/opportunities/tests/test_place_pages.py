"""The pages on which one signs up, answers and leaves, and those of who offers it."""

import pytest

from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.models import SignUp
from hedgerow.features.engagement.opportunities.queries import waiting_for
from hedgerow.foundation.jobs import run_pending
from hedgerow.foundation.jobs.models import Job

from .factories import Valley, valley
from .test_pages import browser

pytestmark = pytest.mark.django_db
HERE = "/e/aspen/opportunities/"
SOON = {"starts": None}


@pytest.fixture
def aspen() -> Valley:
    return valley(learners=2)


def parent(of: Valley, child: Person) -> Person:
    somebody = factories.person(of.place, "Gus")
    factories.assigned(somebody, "guardian", of.place)
    Guardian.objects.create(
        ecosystem=of.place, guardian=somebody, learner=child, starts=factories.STARTS
    )
    return somebody


@pytest.mark.slow
def test_one_press_signs_a_child_up_for_an_event_and_gives_the_place_back(aspen: Valley) -> None:
    aspen.kind.one_press = True
    aspen.kind.save()
    row, bo = aspen.offer(capacity=3, **SOON), aspen.learners[0]
    gus = browser(parent(aspen, bo).pk)
    page = gus.get(f"{HERE}{row.uuid}/").content.decode()
    assert f'name="person" value="{bo.uuid}"' in page
    assert "Free places: 3 of 3." in page
    answer = gus.post(f"{HERE}{row.uuid}/sign-up/", {"person": str(bo.uuid)}, follow=True)
    said = answer.content.decode()
    assert "Bo 00 has a place." in said
    assert "Free places: 2 of 3." in said
    assert "Robots" in gus.get(f"{HERE}places/").content.decode()
    place = SignUp.objects.get()
    asked = gus.get(f"{HERE}{row.uuid}/places/{place.uuid}/leave/").content.decode()
    assert "Give the place of Bo 00 in “Robots” back?" in asked
    assert "Take off the list" not in asked
    place.refresh_from_db()
    assert place.state == "placed"
    gus.post(f"{HERE}{row.uuid}/places/{place.uuid}/leave/")
    place.refresh_from_db()
    assert place.state == "left"


@pytest.mark.slow
def test_a_draft_says_how_many_places_there_are_and_its_step_names_the_waiting_list(
    aspen: Valley,
) -> None:
    row = aspen.offer(capacity=37, opened=False, **SOON)
    pia = browser(aspen.pia.person_id)
    assert "<dd>37</dd>" in pia.get(f"{HERE}{row.uuid}/").content.decode()
    assert "waiting list" in pia.get(f"{HERE}{row.uuid}/edit/places/").content.decode()


@pytest.mark.slow
def test_what_has_to_be_agreed_to_stands_on_the_page_and_is_agreed_to_there(aspen: Valley) -> None:
    ConsentPurpose.objects.create(
        ecosystem=aspen.place, key="trips", titles={"en": "Trips"},
        texts={"en": "May they come along by bus?"}, created_at="2026-09-01T00:00:00Z",
    )  # fmt: skip
    row, bo = aspen.offer(consent="trips", **SOON), aspen.learners[0]
    gus, path = browser(parent(aspen, bo).pk), f"{HERE}{row.uuid}/sign-up/"
    assert "May they come along by bus?" in gus.get(f"{path}?person={bo.uuid}").content.decode()
    refused = gus.post(path, {"person": str(bo.uuid)})
    assert refused.status_code == 409
    assert not SignUp.objects.exists()
    gus.post(path, {"person": str(bo.uuid), "agrees": "1"})
    assert SignUp.objects.get().state == "placed"


@pytest.mark.slow
def test_a_kept_place_waits_in_my_week_and_is_taken_on_the_page(aspen: Valley) -> None:
    row, bo = aspen.offer(**SOON), aspen.learners[0]
    guardian = parent(aspen, bo)
    browser(bo.pk).post(f"{HERE}{row.uuid}/sign-up/", {"person": str(bo.uuid)})
    place = SignUp.objects.get()
    assert place.state == "asked"
    (mine,) = waiting_for(factories.actor(guardian))
    assert (mine.title, str(mine.why)) == ("Robots", "agree or not: Bo 00 asks for a place")
    assert waiting_for(factories.actor(bo)) == []
    gus = browser(guardian.pk)
    assert "Agree" in gus.get(f"{HERE}{row.uuid}/").content.decode()
    gus.post(f"{HERE}{row.uuid}/places/{place.uuid}/accept/")
    place.refresh_from_db()
    assert place.state == "placed"


@pytest.mark.slow
def test_who_offers_sees_the_line_and_others_do_not(aspen: Valley) -> None:
    row = aspen.offer(capacity=1, guardian_agrees=False, **SOON)
    for bo in aspen.learners:
        actions.sign_up(row, bo, by=factories.actor(bo), at=row.created_at)
    page = browser(aspen.pia.person_id).get(f"{HERE}{row.uuid}/places/")
    assert "Number 1 in the line" in page.content.decode()
    assert browser(aspen.learners[0].pk).get(f"{HERE}{row.uuid}/places/").status_code == 404


@pytest.mark.slow
def test_who_offers_reads_that_it_is_open_for_whom_and_how_many(aspen: Valley) -> None:
    row = aspen.offer(capacity=7, **SOON)
    page = browser(aspen.pia.person_id).get(f"{HERE}{row.uuid}/").content.decode()
    assert "It is open. For whom: learners." in page
    assert "7 places." in page
    assert "cannot be signed up for" not in page


@pytest.mark.slow
def test_the_job_passes_on_what_nobody_answered(aspen: Valley) -> None:
    row = aspen.offer(capacity=1, guardian_agrees=False, **SOON)
    for bo in aspen.learners:
        actions.sign_up(row, bo, by=factories.actor(bo), at=row.created_at)
    first = SignUp.objects.get(person=aspen.learners[0])
    actions.withdraw(first, by=factories.actor(aspen.learners[0]), at=row.created_at)
    Job.objects.update(run_at=row.created_at)
    SignUp.objects.filter(state="offered").update(expires_at=row.created_at)
    run_pending()
    second = SignUp.objects.get(person=aspen.learners[1])
    assert second.state == "expired"


@pytest.mark.slow
def test_who_signs_up_is_spoken_to(aspen: Valley) -> None:
    aspen.kind.one_press = True
    aspen.kind.save()
    row, bo = aspen.offer(capacity=1, guardian_agrees=False, **SOON), aspen.learners[0]
    own, sent = browser(bo.pk), {"person": str(bo.uuid)}
    answer = own.post(f"{HERE}{row.uuid}/sign-up/", sent, follow=True).content.decode()
    assert "You have a place." in answer
    assert "Bo 00 has a place." not in answer
    place = SignUp.objects.get()
    left = own.post(f"{HERE}{row.uuid}/places/{place.uuid}/leave/", follow=True).content.decode()
    assert "You can sign up again." in left
