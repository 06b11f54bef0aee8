"""Whoever turns to a family sees which of two children of one name it is."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.families.actions import log_contact, send_message
from hedgerow.features.engagement.families.audiences import audience
from hedgerow.features.engagement.families.queries.sent import copy_rows
from hedgerow.features.engagement.families.recipients import recipients

from .family import Family, family, guardian

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BOTH = ("Mia Moss · grade 5", "Mia Moss · grade 6")


def with_namesake() -> tuple[Family, Person]:
    """The child and another of the same name, a grade above, each with a guardian."""
    of = family()
    other = of.club.learners[1]
    other.name, other.called, other.sort_name = "Mia Moss", "Mia", of.child.sort_name
    other.save()
    for who, grade in ((of.child, "5"), (other, "6")):
        Assignment.objects.filter(person=who, role="learner").update(grade=grade)
    guardian(of.place, "Petra", "en", other)
    return of, other


def test_contacts_and_whom_to_note_one_for_are_told_apart() -> None:
    of, other = with_namesake()
    for who in (of.child, other):
        log_contact(
            of.place, who, "call", "positive", "reads", on=NOW.date(), by=of.teacher, at=NOW
        )
    client = factories.browser(Person.objects.get(pk=of.teacher.person_id))
    text = client.get(f"/e/{of.place.slug}/families/contacts/").content.decode()
    for name in BOTH:
        assert text.count(name) == 2


def test_of_many_learners_only_those_that_are_looked_for_are_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hedgerow.features.engagement.families.views.contacts.FEW", 1)
    of, _other = with_namesake()
    client = factories.browser(Person.objects.get(pk=of.teacher.person_id))
    asked = f"?q={of.child.sort_name}"
    log = f"/e/{of.place.slug}/families/contacts/"
    for query, times in (("", 0), (asked, 1)):
        text = client.get(log + query).content.decode()
        assert [text.count(name) for name in BOTH] == [times, times]


def test_recipients_and_copies_are_told_apart() -> None:
    of, _other = with_namesake()
    found = recipients(of.convener, of.place, NOW)
    assert sorted(one.label for one in found["learner"]) == [*BOTH]
    to = audience(of.convener, of.place, "site", of.club.school.uuid)
    row = send_message(of.place, "good-news", to, {"note": "all"}, by=of.convener, at=NOW)
    rows = copy_rows(of.convener, of.place, row.uuid)
    assert {one.learner for one in rows} == {*BOTH}
    page = factories.browser(Person.objects.get(pk=of.convener.person_id)).get(
        f"/e/{of.place.slug}/families/messages/{row.uuid}/"
    )
    assert all(name in page.content.decode() for name in BOTH)


def test_in_an_emergency_nobody_opens_the_wrong_page() -> None:
    of, other = with_namesake()
    now = timezone.now()
    Session.objects.filter(pk=of.club.session.pk).update(starts_at=now, day=now.date())
    client = factories.browser(of.club.tutor)
    page = f"/e/{of.place.slug}/sessions/{of.club.session.uuid}/emergency/"
    text = client.get(page).content.decode()
    for name in BOTH:
        assert name in text
    opened = client.post(f"{page}{other.uuid}/").content.decode()
    assert '<h2 id="who" class="first">Mia Moss · grade 6</h2>' in opened


def test_who_sees_no_groups_reads_none_beside_a_name() -> None:
    of, other = with_namesake()
    for who, name in ((of.child, "Reading difficulties"), (other, "Gifted")):
        group = Group.objects.create(ecosystem=of.place, name=name, starts=factories.STARTS)
        GroupPlace.objects.create(group=group, person=who, starts=factories.STARTS)
    now = timezone.now()
    Session.objects.filter(pk=of.club.session.pk).update(starts_at=now, day=now.date())
    client = factories.browser(of.club.tutor)
    where = [of.place.slug, of.club.session.uuid]
    emergency = f"/e/{of.place.slug}/sessions/{of.club.session.uuid}/emergency/"
    for page in (reverse("session", args=where), emergency):
        text = client.get(page).content.decode()
        assert "Reading difficulties" not in text
        assert BOTH[0] in text
