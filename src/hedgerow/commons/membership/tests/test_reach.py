"""Whom one's roles open, and for whom one issues a card, as roles end and begin."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hedgerow.commons.membership import actions
from hedgerow.commons.membership.actors import actor_of
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.membership.tests.test_cards import NOW, a_class, signed_in
from hedgerow.commons.membership.tests.test_sight import TODAY, Valley, seen_by
from hedgerow.commons.people.actions import register_guardians
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.errors import NotFound, NotPermitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def valley() -> Valley:
    return Valley()


@pytest.mark.parametrize("when", ["until some day", "from some day"])
def test_a_role_that_ends_or_begins_later_is_more_as_well(when: str) -> None:
    aspen, _group, bo, tove = a_class()
    role = factories.assigned(bo, "convener", aspen)
    some_day = timezone.localdate() + timedelta(days=30)
    changed = {"ends": some_day} if when == "until some day" else {"starts": some_day}
    Assignment.objects.filter(pk=role.pk).update(**changed)
    with pytest.raises(NotPermitted):
        actions.issue_cards(aspen, [bo], by=factories.actor(tove), at=NOW)
    yesterday = timezone.localdate() - timedelta(days=1)
    Assignment.objects.filter(pk=role.pk).update(starts=factories.STARTS, ends=yesterday)
    assert actions.issue_cards(aspen, [bo], by=factories.actor(tove), at=NOW)


def test_a_child_who_answers_for_a_child_gets_no_card_of_a_tutor() -> None:
    aspen, _group, bo, tove = a_class()
    eve = factories.person(aspen, "Eve")
    Guardian.objects.create(ecosystem=aspen, guardian=bo, learner=eve, starts=factories.STARTS)
    with pytest.raises(NotPermitted):
        actions.issue_cards(aspen, [bo], by=factories.actor(tove), at=NOW)


@pytest.mark.parametrize("left", ["guardian", "member", None])
def test_who_led_a_class_issues_nothing_once_no_role_lets_one_lead(left: str | None) -> None:
    aspen, group, bo, tove = a_class()
    Assignment.objects.filter(person=tove).update(ends=factories.STARTS)
    if left:
        factories.assigned(tove, left, aspen)
    with pytest.raises((NotFound, NotPermitted)):
        actions.issue_cards(aspen, [bo], by=factories.actor(tove), at=NOW)
    answers = [
        signed_in(tove).get(f"/e/{aspen.slug}/groups/{group.uuid}/{path}").status_code
        for path in ("", "cards/")
    ]
    assert answers == [404, 404]


@pytest.mark.parametrize("left", ["guardian", "member"])
def test_leading_a_group_opens_nothing_once_the_role_has_ended(valley: Valley, left: str) -> None:
    tam = valley.person("Tam", "tutor")
    group = Group.objects.create(ecosystem=valley.ecosystem, name="Oaks", starts=TODAY)
    place = GroupPlace.objects.create(group=group, person=valley.dot, starts=TODAY)
    GroupPlace.objects.create(group=group, person=tam, leads=True, starts=TODAY)
    actor = actor_of(tam.pk, via="page", at=NOW)
    assert Group.objects.visible_to(actor).exists()
    Assignment.objects.filter(person=tam).update(role=left)
    actor = actor_of(tam.pk, via="page", at=NOW)
    assert "Dot" not in seen_by(tam)
    assert not Group.objects.visible_to(actor).exists()
    Assignment.objects.filter(person=tam).update(role="tutor")
    GroupPlace.objects.filter(pk=place.pk).update(ends=TODAY)
    assert "Dot" not in seen_by(tam)


def test_a_role_ends_at_once_sooner_than_was_said_or_as_if_it_never_was() -> None:
    aspen = factories.ecosystem()
    by = factories.actor(factories.convener(aspen))
    bo, today = factories.person(aspen, "Bo"), NOW.date()
    held, new = (factories.assigned(bo, role, aspen) for role in ("convener", "evaluator"))
    Assignment.objects.filter(pk=new.pk).update(starts=today)
    ids, yesterday = [held.pk, new.pk], today - timedelta(days=1)
    for on in (today + timedelta(days=9), today, yesterday):
        assert actions.end_assignments(aspen, ids, on, by=by, at=NOW) == 2
        assert actions.end_assignments(aspen, ids[:1], on, by=by, at=NOW) == 0
    assert Assignment.objects.get(person=bo).ends == yesterday
    assert not actor_of(bo.pk, via="page", at=NOW).grants


@pytest.mark.parametrize("role", ["learner", "member"])
def test_nobody_is_made_guardian_of_a_guest_whom_another_ecosystem_keeps(role: str) -> None:
    aspen, birch = factories.ecosystem(), factories.ecosystem("Birch")
    school = factories.member_school(aspen)
    bo, stranger = factories.learner(school, "Bo"), factories.convener(birch)
    factories.assigned(bo, role, birch, factories.member_school(birch, "Elm School"))
    row = {"guardian_id": stranger.pk, "learner_id": bo.pk, "relation": "aunt"}
    with pytest.raises(NotPermitted):
        register_guardians(birch, [row], by=factories.actor(stranger), at=NOW)
    assert not Guardian.objects.exists()
    ada, mother = factories.convener(aspen), factories.named(aspen, "Mo")
    factories.assigned(mother, "guardian", aspen)
    own = {**row, "guardian_id": mother.pk}
    assert register_guardians(aspen, [own], by=factories.actor(ada), at=NOW)
    assert Guardian.objects.get().guardian == mother
