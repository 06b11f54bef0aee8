"""Nobody is erased who would leave an ecosystem alone; of children one is told before."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.errors import LastConvener
from hedgerow.commons.membership.tests.factories import (
    actor,
    assigned,
    convener,
    learner,
    member_school,
    named,
)
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.permissions import Actor
from hedgerow.portal.erasing import erase_person, preview_erasure
from hedgerow.portal.left_behind import left_alone

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def signed_in(who: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"], session["since"] = who.pk, timezone.now().isoformat()
    session.save()
    return client


def test_a_convener_who_is_the_last_erases_oneself_on_no_page() -> None:
    aspen = ecosystem()
    ada = convener(aspen)
    client, page = signed_in(ada), f"/e/{aspen.slug}/people/{ada.uuid}/erase/"
    for answer in (client.get(page), client.post(page)):
        assert answer.status_code == 409
        assert "without anybody who convenes it" in answer.content.decode()
    assert Person.objects.get(pk=ada.pk).erased_at is None


def test_a_convener_does_not_erase_who_alone_convenes_another_ecosystem() -> None:
    aspen, birch = ecosystem(), ecosystem("Birch")
    ada, kim = convener(aspen), named(aspen, "Kim")
    assigned(kim, "convener", birch)
    for act in (preview_erasure, lambda row, **who: erase_person(row, **who, at=NOON)):
        with pytest.raises(LastConvener):
            act(kim, by=actor(ada))
    assert Person.objects.get(pk=kim.pk).name == "Kim"
    convener(birch, "Bo")
    erase_person(kim, by=actor(ada), at=NOON)
    assert Person.objects.get(pk=kim.pk).name == ""


def test_who_runs_the_server_erases_the_last_convener_too() -> None:
    ada = convener(ecosystem())
    erase_person(ada, by=Actor.the_steward(), at=NOON)
    assert Person.objects.get(pk=ada.pk).name == ""


@pytest.mark.slow
def test_before_a_guardian_is_erased_both_pages_name_the_children_left_alone() -> None:
    aspen = ecosystem()
    ada, school = convener(aspen), member_school(aspen)
    mia, noa = learner(school, "Mia"), learner(school, "Noa")
    dee, eve = named(aspen, "Dee"), named(aspen, "Eve")
    for child in (mia, noa):
        Guardian.objects.create(ecosystem=aspen, learner=child, guardian=dee, starts="2026-08-01")
    assigned(dee, "guardian", aspen)
    other = Guardian.objects.create(ecosystem=aspen, learner=noa, guardian=eve, starts="2026-08-01")
    own = signed_in(dee).get("/me/erase/").content.decode()
    hers = signed_in(ada).get(f"/e/{aspen.slug}/people/{dee.uuid}/erase/").content.decode()
    for page in (own, hers):
        assert "nobody here answers for: Mia." in page
    assert left_alone(eve, actor(ada)) == ()
    Guardian.objects.filter(pk=other.pk).update(ends="2026-09-01")
    assert "Mia, Noa" in left_alone(dee, actor(ada))[0]


def test_children_whom_the_convener_does_not_see_are_not_named() -> None:
    aspen, birch = ecosystem(), ecosystem("Birch")
    ada, dee = convener(aspen), named(aspen, "Dee")
    mia = learner(member_school(birch), "Mia")
    Guardian.objects.create(ecosystem=birch, learner=mia, guardian=dee, starts="2026-08-01")
    assert left_alone(dee, actor(ada)) == ()
