"""Whom a sender chooses from, and one learner's guardians among them."""

from datetime import timedelta

import pytest

from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian
from hedgerow.features.engagement.families import audiences
from hedgerow.features.engagement.families.actions import send_message
from hedgerow.features.engagement.families.audiences import audience
from hedgerow.features.engagement.families.errors import TooManyFamilies
from hedgerow.features.engagement.families.models import Message, MessageCopy
from hedgerow.features.engagement.families.recipients import recipients
from hedgerow.foundation.errors import NotFound

from .family import family, guardian

pytestmark = pytest.mark.django_db


def test_good_news_goes_to_the_guardians_of_one_learner() -> None:
    of = family()
    to = audience(of.teacher, of.place, "learner", of.child.uuid)
    row = send_message(of.place, "good-news", to, {"note": "reads"}, by=of.teacher, at=NOW)
    assert {copy.learner for copy in MessageCopy.objects.all()} == {of.child}
    assert MessageCopy.objects.count() == 2
    assert row.site == of.club.school
    assert of.child.name not in row.place


def test_nobody_writes_to_a_learner_out_of_reach() -> None:
    of = family()
    stranger = factories.actor(factories.convener(factories.ecosystem("Elsewhere")))
    with pytest.raises(NotFound):
        audience(stranger, of.place, "learner", of.child.uuid)
    to = audience(of.teacher, of.place, "learner", of.child.uuid)
    for by in (stranger, factories.actor(of.mother)):
        with pytest.raises(NotFound):
            send_message(of.place, "good-news", to, {"note": "reads"}, by=by, at=NOW)
    assert not Message.objects.exists()


def test_who_writes_for_the_whole_writes_to_all_families_and_nobody_else_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = family()
    elsewhere = factories.member_school(of.place, "Elm School")
    guardian(of.place, "Pa", "en", factories.learner(elsewhere, "Di"))
    (one,) = recipients(of.convener, of.place, NOW)["ecosystem"]
    assert (one.uuid, one.label) == (of.place.uuid, f"all learners of {of.place.name}")
    assert recipients(of.teacher, of.place, NOW)["ecosystem"] == []
    for by in (of.teacher, factories.actor(of.mother)):
        with pytest.raises(NotFound):
            audience(by, of.place, "ecosystem", of.place.uuid)
    to = audience(of.convener, of.place, "ecosystem", of.place.uuid)
    with pytest.raises(NotFound):
        send_message(of.place, "good-news", to, {"note": "All well"}, by=of.teacher, at=NOW)
    monkeypatch.setattr(audiences, "MOST", 2)
    with pytest.raises(TooManyFamilies):
        send_message(of.place, "good-news", to, {"note": "All well"}, by=of.convener, at=NOW)
    assert not Message.objects.exists()
    monkeypatch.setattr(audiences, "MOST", 3)
    row = send_message(of.place, "good-news", to, {"note": "All well"}, by=of.convener, at=NOW)
    told = MessageCopy.objects.values_list("guardian__name", flat=True)
    assert {*told} == {"Amal", "Olga", "Pa"}
    assert (row.place, row.site, row.group) == (of.place.name, None, None)


def test_only_what_has_a_guardian_is_offered_and_each_by_a_name_of_its_own() -> None:
    of = family()
    activity = Activity.objects.get()
    for days in (1, 2, 3):  # two of the same name, and one that nobody has joined
        twin = Activity.objects.get(pk=activity.pk)
        twin.pk, twin.uuid, twin._state.adding = None, None, True
        twin.uuid = Activity._meta.get_field("uuid").get_default()
        twin.code = ""
        twin.starts = activity.starts - timedelta(days=days)
        twin.save()
        if days < 3:
            Enrolment.objects.create(
                ecosystem=of.place, activity=twin, person=of.child, starts=activity.starts
            )
    found = recipients(of.convener, of.place, NOW)
    labels = [one.label for one in found["activity"]]
    assert len(labels) == len(set(labels)) == 3
    assert [one.label for one in found["learner"]] == ["Mia Moss"]
    Guardian.objects.all().delete()
    assert not any(recipients(of.convener, of.place, NOW).values())
