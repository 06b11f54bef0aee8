"""Erasing a person leaves the counts and nothing that says who it was."""

from datetime import date

import pytest
from django.db import transaction

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace, Invitation, SignInLink
from hedgerow.commons.membership.privacy import RULES
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.models import Dirty

pytestmark = pytest.mark.django_db


def test_an_erased_learner_keeps_an_ended_role_and_no_place_or_link() -> None:
    aspen = factories.ecosystem()
    bo, other = (factories.learner(factories.member_school(aspen, name), name) for name in "ab")
    Assignment.objects.filter(person=bo).update(starts=date(2027, 1, 1))
    steward = Actor.the_steward()
    actions.save_groups(aspen, [{"code": "5a", "name": "5a"}], by=steward, at=NOW)
    rows = [{"group_id": Group.objects.get().pk, "person_id": row.pk} for row in (bo, other)]
    actions.place_many(aspen, rows, by=steward, at=NOW)
    actions.make_sign_in_link(bo, at=NOW)
    Dirty.objects.all().delete()
    with transaction.atomic():
        for rule in RULES:
            rule.erase(bo.pk, NOW)
    assert Assignment.objects.get(person=bo).ends == date(2027, 1, 1)
    assert GroupPlace.objects.get().person == other
    assert not SignInLink.objects.exists()
    assert Dirty.objects.filter(table="participant", ecosystem=aspen.pk).exists()


def test_what_an_erased_person_offered_is_taken_back() -> None:
    aspen = factories.ecosystem()
    ada = factories.convener(aspen)
    offer, by = actions.Offer("member"), factories.actor(ada)
    actions.invite_people(aspen, ["bo@example.org"], offer, by=by, at=NOW)
    for rule in RULES:
        rule.erase(ada.pk, NOW)
    kept = Invitation.objects.get()
    assert (kept.invited_by, kept.withdrawn_at) == (None, NOW)


def test_a_person_is_handed_own_rows_alone() -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    bo, _other = factories.learner(oak, "Bo", "5"), factories.learner(oak, "Cy", "6")
    rule = next(rule for rule in RULES if rule.model is Assignment)
    assert [row["grade"] for row in rule.export(bo.pk)] == ["5"]
