"""Who is told of a referral that is overdue, and whose act it is."""

from datetime import timedelta

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.care.actions import move_referral, redirect_referral
from hedgerow.features.engagement.care.models import ReferralStep
from hedgerow.features.engagement.care.queries.due import referrals_waiting
from hedgerow.features.engagement.care.queries.waiting import _overdue

from .test_referrals import Help

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_convener_is_told_what_is_overdue_and_with_whom_and_acts_where_nobody_can() -> None:
    of = Help()
    convener = factories.actor(factories.convener(of.place))
    row = of.referred()
    move_referral(row, "agree", by=of.family, at=NOW)
    late = NOW + timedelta(days=8)
    assert dict(referrals_waiting(of.nurse, NOW)) == {row: True}
    assert dict(referrals_waiting(convener, NOW)) == {}
    assert dict(referrals_waiting(convener, late)) == {row: False}
    row.refresh_from_db()
    assert _overdue(row) == "waiting for Clinic: ask how it stands"
    move_referral(row, "decline", "no room", by=of.nurse, at=NOW)
    assert dict(referrals_waiting(convener, NOW)) == {}
    ReferralStep.objects.filter(act="refer").update(by=convener.person_id)
    assert dict(referrals_waiting(convener, NOW)) == {row: True}
    redirect_referral(row, of.clinic, by=of.leader, at=NOW)
    move_referral(row, "agree", by=of.family, at=NOW)
    Assignment.objects.filter(organisation=of.clinic).delete()
    assert dict(referrals_waiting(convener, NOW)) == {row: True}
