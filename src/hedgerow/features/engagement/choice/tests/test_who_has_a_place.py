"""Who offers it sees who has a place from a round, too: on the page, in the file and by program."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities.actions import enrol
from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.opportunities import actions as opportunities
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries import holders
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley

from .choosing import browser
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made() -> tuple[Valley, Made, Opportunity]:
    """One signed up, two have a place from a round, of whom one is enrolled, one is enrolled otherwise."""
    there = valley(2)
    here = a_round(2, (), ecosystem=there.place, opened=False)
    robots = there.offer(starts=None, capacity=40, guardian_agrees=False)
    opportunities.sign_up(robots, there.learners[0], by=STEWARD, at=NOW)
    robots.refresh_from_db()
    (offer,) = actions.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    actions.open_round(here.row, by=STEWARD, at=NOW)
    for learner in here.learners:
        actions.save_list(here.row, learner, [offer.uuid], by=STEWARD, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)
    actions.publish_round(here.row, by=STEWARD, at=LATER)
    for one in (here.learners[0], there.learners[1]):
        enrol(robots.activity, one, LATER.date(), by=STEWARD, at=LATER)
    return there, here, robots


def convener(there: Valley) -> Person:
    return Person.objects.get(pk=there.ada.person_id)


def program(somebody: Person) -> Client:
    by = factories.actor(somebody)
    secret = make_token("t", write=True, expires_at=None, by=by, at=timezone.now())[1]
    return Client(headers={"Authorization": f"Bearer {secret}"})


def test_page_and_file_name_them_with_where_the_place_is_from(made) -> None:
    there, _here, robots = made
    client = browser(convener(there))
    page = reverse("opportunity-places", args=[there.place.slug, robots.uuid])
    said = client.get(page).content.decode()
    assert said.count("from “Pathways”") == 2
    assert said.count("has a place, is not enrolled") == 1
    assert said.count("enrolled without signing up") == 1
    file = b"".join(client.get(page, {"format": "csv"}).streaming_content).decode()
    assert file.splitlines()[0].endswith("Where the place is from")
    assert sorted(line.rpartition(",")[2] for line in file.splitlines()[1:]) == [
        "enrolled without signing up", "from “Pathways”", "from “Pathways”", "signed up"
    ]  # fmt: skip
    waiting = b"".join(client.get(page, {"format": "csv", "state": "left"}).streaming_content)
    assert "Pathways" not in waiting.decode()


def test_by_program_too_and_learners_and_guardians_are_shown_their_own(made) -> None:
    there, here, robots = made
    url = f"/api/ecosystems/{there.place.slug}/opportunities/{robots.uuid}/places"
    rows = program(convener(there)).get(url).json()
    assert sorted((one["giver"], one["since"] is None) for one in rows) == [
        ("", False), ("Pathways", False), ("Pathways", True)
    ]  # fmt: skip
    own = program(here.learners[0]).get(url).json()
    assert [one["person"] for one in own] == [str(here.learners[0].uuid)]
    assert program(there.learners[0]).get(url).json() == []


def test_who_is_barred_from_a_learner_is_not_shown_them(made) -> None:
    there, here, robots = made
    Guardian.objects.create(
        ecosystem=there.place, guardian=convener(there), learner=here.learners[0],
        starts=factories.STARTS, barred=True,
    )  # fmt: skip
    shown = holders(there.ada, robots, LATER)
    assert len(shown) == 2
    assert here.learners[0].uuid not in {one.person for one in shown}


def test_a_longer_list_takes_no_more_queries(made) -> None:
    there, _here, robots = made
    client = browser(convener(there))
    page = reverse("opportunity-places", args=[there.place.slug, robots.uuid])
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for number in range(18):
        one = factories.learner(there.school, f"Cy {number:02}")
        enrol(robots.activity, one, LATER.date(), by=STEWARD, at=LATER)
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(few) == len(many)
