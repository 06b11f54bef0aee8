"""Who runs a round and is barred from a learner is told of them by no list of it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley

from .choosing import browser
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GONE, OTHER = "Zebulon Secret", "Yara Open"


def called(learner: Person, name: str) -> Person:
    Person.objects.filter(pk=learner.pk).update(name=name, sort_name=name, called="")
    return learner


def bar(there: Valley, learner: Person) -> Person:
    ada = Person.objects.get(pk=there.ada.person_id)
    Guardian.objects.create(
        ecosystem=there.place, guardian=ada, learner=learner, starts=factories.STARTS, barred=True
    )
    return ada


def chosen(*, guardian_agrees: bool) -> tuple[Valley, Made]:
    """Two learners have places of a published round; from the first, Ada is barred."""
    there = valley(1)
    here = a_round(2, (), ecosystem=there.place, opened=False)
    robots = there.offer(starts=None, capacity=2, guardian_agrees=guardian_agrees)
    (offer,) = actions.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    actions.open_round(here.row, by=STEWARD, at=NOW)
    for learner, name in zip(here.learners, (GONE, OTHER), strict=True):
        actions.save_list(here.row, called(learner, name), [offer.uuid], by=STEWARD, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)
    here.row = actions.publish_round(here.row, by=STEWARD, at=LATER)
    return there, here


def program(somebody: Person) -> Client:
    by = factories.actor(somebody)
    secret = make_token("t", write=True, expires_at=None, by=by, at=timezone.now())[1]
    return Client(headers={"Authorization": f"Bearer {secret}"})


def told(ada: Person, here: Made) -> list[str]:
    """What the pages and the operations of the round say to her."""
    where = [here.ecosystem.slug, here.row.uuid]
    api = f"/api/ecosystems/{where[0]}/choice/{where[1]}"
    client, pages = browser(ada), ("choice-round", "choice-results")
    said = [client.get(reverse(page, args=where)) for page in pages]
    said.append(client.get(reverse("choice-results", args=where), {"format": "csv"}))
    said += [program(ada).get(f"{api}/places"), program(ada).post(f"{api}/enrol")]
    assert [one.status_code for one in said] == [200] * 5
    return [one.getvalue().decode() for one in said]


def test_not_of_who_was_taken_out(monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    there, here = chosen(guardian_agrees=False)
    actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    for place in Enrolment.objects.all():
        activities.end_place(place, LATER.date(), dropped=True, by=STEWARD, at=LATER)
    said = told(bar(there, here.learners[0]), here)
    assert [GONE in one for one in said] == [False] * 5
    assert [OTHER in one for one in said] == [True] * 5


def test_nor_of_who_waits_to_be_enrolled(monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    there, here = chosen(guardian_agrees=True)
    said = told(bar(there, here.learners[0]), here)
    assert [GONE in one for one in said] == [False] * 5
    assert [OTHER in one for one in said] == [True] * 5


def test_nor_of_who_has_not_chosen() -> None:
    there = valley(1)
    here = a_round(2, (("Art", 1),), ecosystem=there.place)
    for learner, name in zip(here.learners, (GONE, OTHER), strict=True):
        called(learner, name)
    ada, where = bar(there, here.learners[0]), [here.ecosystem.slug, here.row.uuid]
    page = browser(ada).get(reverse("choice-missing", args=where)).content.decode()
    read = (
        program(ada).get(f"/api/ecosystems/{where[0]}/choice/{where[1]}/missing").content.decode()
    )
    for said in (page, read):
        assert OTHER in said
        assert GONE not in said
