"""Emergency details: kept by the family, opened on duty alone, each opening noted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.families.actions import keep_details, open_details
from hedgerow.features.engagement.families.errors import NotOnDuty
from hedgerow.features.engagement.families.models import EmergencyContact, HealthNote
from hedgerow.foundation.accesslog.models import Opening
from hedgerow.foundation.acts.models import Act
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from .family import Family, family

pytestmark = pytest.mark.django_db
CALL = [{"name": "Nana", "relation": "grandmother", "phone": "+1 555 0100"}]
NUTS = {"allergies": "nuts", "medicines": "", "other": ""}


def kept() -> tuple[Family, Session]:
    found = family()
    keep_details(found.place, found.child, CALL, NUTS, by=factories.actor(found.mother), at=NOW)
    return found, found.club.session


def test_who_leads_the_session_opens_them_around_its_time_and_it_is_noted() -> None:
    found, session = kept()
    tutor = factories.actor(found.club.tutor)
    page = open_details(session, found.child, by=tutor, at=session.starts_at)
    assert (page.contacts[0].phone, page.allergies) == ("+1 555 0100", "nuts")
    row = Opening.objects.get()
    assert (row.learner, row.by_person, row.what) == (
        found.child.pk, found.club.tutor.pk, "families.emergency",
    )  # fmt: skip


def test_nobody_else_opens_them_and_nobody_at_another_time() -> None:
    found, session = kept()
    tutor, at = factories.actor(found.club.tutor), session.starts_at
    tries = (
        (tutor, at - timedelta(hours=2), NotOnDuty),
        (tutor, at + timedelta(days=1), NotOnDuty),
        (found.teacher, at, NotOnDuty),
        (found.convener, at, NotOnDuty),
        (Actor.the_steward(), at, NotOnDuty),
    )
    for by, moment, refusal in tries:
        with pytest.raises(refusal):
            open_details(session, found.child, by=by, at=moment)
    stranger = factories.learner(found.club.school, "Zed")
    with pytest.raises(NotFound):
        open_details(session, stranger, by=tutor, at=at)
    assert not Opening.objects.exists()


def test_where_nobody_leads_the_school_is_on_duty() -> None:
    found, session = kept()
    Activity.objects.update(leader=None)
    session = Session.objects.select_related("activity", "ecosystem").get(pk=session.pk)
    assert not open_details(session, found.child, by=found.teacher, at=session.starts_at).is_empty
    with pytest.raises(NotOnDuty):
        open_details(session, found.child, by=found.convener, at=session.starts_at)


def test_only_the_family_keeps_them_and_only_what_helps() -> None:
    found = family()
    mother = factories.actor(found.mother)
    for by, rows, refusal in (
        (found.teacher, CALL, NotFound),
        (Actor.public(), CALL, NotFound),
        (mother, [{"name": "Nana", "phone": ""}], Invalid),
        (mother, CALL * 6, Invalid),
    ):
        with pytest.raises(refusal):
            keep_details(found.place, found.child, rows, NUTS, by=by, at=NOW)
    assert not EmergencyContact.objects.exists()
    assert not HealthNote.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("way", ["page", "program"])
def test_the_same_token_opens_them_anew_and_not_off_duty(way: str) -> None:
    found, session = kept()
    Session.objects.filter(pk=session.pk).update(starts_at=timezone.now())
    path = f"/e/{found.place.slug}/sessions/{session.uuid}/emergency/{found.child.uuid}/"
    if way == "program":
        path = f"/api/ecosystems{path[2:-1]}"
    client = factories.browser(found.club.tutor)
    for openings in (1, 2):
        assert b"nuts" in client.post(path, headers={"Idempotency-Key": "k"}).content
        assert (Opening.objects.count(), Act.objects.count()) == (openings, 0)
    Session.objects.filter(pk=session.pk).update(starts_at=timezone.now() - timedelta(hours=9))
    again = client.post(path, headers={"Idempotency-Key": "k"})
    assert again.status_code == NotOnDuty.status
    assert b"nuts" not in again.content
    assert Opening.objects.count() == 2


@pytest.mark.slow
def test_the_register_leads_there_around_the_session_alone() -> None:
    found, session = kept()
    client = factories.browser(found.club.tutor)
    there = f"/e/{found.place.slug}/sessions/{session.uuid}/emergency/"
    for ago, leads in ((timedelta(0), True), (timedelta(hours=9), False)):
        Session.objects.filter(pk=session.pk).update(starts_at=timezone.now() - ago)
        page = client.get(reverse("session", args=[found.place.slug, session.uuid]))
        assert (there in page.content.decode()) is leads
