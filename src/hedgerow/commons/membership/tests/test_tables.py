"""What membership publishes to the warehouse."""

from datetime import date

import pytest

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tables import member_organisations, roll
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.warehouse.schemas import PARTICIPANT

pytestmark = pytest.mark.django_db


def test_the_roll_has_each_learner_once_at_the_school_of_now() -> None:
    aspen = factories.ecosystem()
    oak, elm = factories.member_school(aspen), factories.member_school(aspen, "Elm School")
    bo, gone = factories.learner(oak), factories.learner(oak, "Gone")
    Assignment.objects.filter(person=gone).update(ends=factories.STARTS)
    Assignment.objects.filter(person=bo).update(starts=date(2025, 8, 1), ends=date(2026, 7, 31))
    factories.assigned(bo, "learner", aspen, elm)
    factories.convener(aspen)
    assert roll(aspen.pk, "all").select(list(PARTICIPANT.columns)).rows() == [
        (aspen.pk, bo.pk, str(bo.uuid), elm.pk, True, False, "live"),
        (aspen.pk, gone.pk, str(gone.uuid), 0, True, False, "live"),
    ]


def test_members_without_an_operator_are_their_own() -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    assert list(member_organisations(aspen.pk, "all")) == [
        (aspen.pk, oak.pk, str(oak.uuid), False, "school", -oak.pk, factories.STARTS, None, "live")
    ]
