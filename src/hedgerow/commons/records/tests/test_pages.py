"""The page of a learner's progress."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.records.models import Progress
from hedgerow.commons.records.tests.test_progress import item
from hedgerow.foundation.accesslog.models import Opening

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def signed_in(person) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = person.pk
    session.save()
    return client


def test_progress_is_recorded_by_an_educator_and_seen_by_few() -> None:
    school = factories.member_school(factories.ecosystem())
    aspen, counts = school.kept_by, item(school.kept_by)
    bo, cy = factories.learner(school, "Bo"), factories.learner(school, "Cy")
    ed = factories.person(aspen, "Ed")
    factories.assigned(ed, "educator", aspen, school)
    address = reverse("progress", args=[aspen.slug, bo.uuid])
    wrong = signed_in(ed).post(address, {"item": counts.pk, "level": 9})
    assert (wrong.status_code, Progress.objects.count()) == (422, 0)
    sent = {"item": counts.pk, "level": 2, "note": "With beans"}
    assert signed_in(ed).post(address, sent).status_code == 302
    assert "With beans" in signed_in(bo).get(address).content.decode()
    stranger = factories.convener(factories.ecosystem("Birch"))
    for client in (Client(), signed_in(cy), signed_in(stranger)):
        assert client.get(address).status_code == 404
    assert signed_in(bo).post(address, sent).status_code == 403
    assert Progress.objects.count() == 1
    assert set(Opening.objects.values_list("by_person", flat=True)) == {ed.pk}


def test_a_group_is_recorded_for_at_once_by_those_who_may() -> None:
    school = factories.member_school(factories.ecosystem())
    aspen, counts = school.kept_by, item(school.kept_by)
    group = Group.objects.create(
        ecosystem=aspen, organisation=school, name="5a", starts=factories.STARTS
    )
    learners = [factories.learner(school, name) for name in ("Bo", "Cy", "Dot")]
    for one in learners:
        GroupPlace.objects.create(group=group, person=one, starts=factories.STARTS)
    ed = factories.person(aspen, "Ed")
    factories.assigned(ed, "educator", aspen, school)
    address = reverse("group-progress", args=[aspen.slug, group.uuid])
    sent = {"item": counts.pk, "level": 2, "learners": [one.pk for one in learners[:2]]}
    for client in (Client(), signed_in(learners[0])):
        assert client.post(address, sent).status_code == 404
    assert not Progress.objects.exists()
    assert signed_in(ed).post(address, sent).status_code == 302
    assert Progress.objects.count() == 2


def test_whoever_took_a_learner_in_elsewhere_neither_reads_nor_writes_what_is_kept_here() -> None:
    school = factories.member_school(factories.ecosystem())
    aspen, counts = school.kept_by, item(school.kept_by)
    bo = factories.learner(school, "Bo")
    birch = factories.ecosystem("Birch")
    stranger, elm = factories.convener(birch), factories.member_school(birch, "Elm School")
    factories.assigned(bo, "learner", birch, elm)
    tutor = factories.named(birch, "Tam")
    factories.assigned(tutor, "tutor", birch)
    group = Group.objects.create(ecosystem=birch, name="5a", starts=factories.STARTS)
    for person, leads in ((bo, False), (tutor, True)):
        GroupPlace.objects.create(group=group, person=person, leads=leads, starts=factories.STARTS)
    address = reverse("progress", args=[aspen.slug, bo.uuid])
    sent = {"item": counts.pk, "level": 2, "note": "From outside"}
    for somebody in (stranger, tutor):
        assert signed_in(somebody).get(address).status_code == 404
        assert signed_in(somebody).post(address, sent).status_code in (403, 404)
    assert not Progress.objects.exists()
    own = reverse("progress", args=[birch.slug, bo.uuid])
    assert signed_in(stranger).get(own).status_code == 200
