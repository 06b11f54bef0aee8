"""An organisation's tiers follow one another, never two on one day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.actions import (
    change_membership,
    join_organisations,
    leave_organisations,
)
from hedgerow.commons.membership.errors import ChangeTooEarly, StillMember
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.membership.tests.factories import stretches
from hedgerow.foundation.journal.models import Fact

pytestmark = pytest.mark.django_db


def test_a_change_from_the_first_day_on_corrects_the_stretch_in_place() -> None:
    aspen = factories.ecosystem()
    factories.member_school(aspen)
    by, row = factories.actor(factories.convener(aspen)), OrganisationMembership.objects.get()
    assert change_membership(row, "friend", partner=False, by=by, at=NOW, starts=row.starts)
    assert stretches() == [("friend", False, factories.STARTS, None)]


def test_a_change_before_the_stretch_that_goes_on_is_refused() -> None:
    aspen = factories.ecosystem()
    factories.member_school(aspen)
    by, row = factories.actor(factories.convener(aspen)), OrganisationMembership.objects.get()
    with pytest.raises(ChangeTooEarly):
        change_membership(row, "friend", partner=True, by=by, at=NOW, starts=date(2026, 7, 31))
    assert stretches() == [("member", False, factories.STARTS, None)]
    assert not Fact.objects.exists()


def test_who_leaves_before_a_change_to_come_leaves_on_that_day() -> None:
    aspen = factories.ecosystem()
    oak, by = factories.member_school(aspen), factories.actor(factories.convener(aspen))
    row = OrganisationMembership.objects.get()
    change_membership(row, "friend", partner=False, by=by, at=NOW, starts=date(2027, 1, 1))
    assert leave_organisations(aspen, [oak], date(2026, 12, 1), by=by, at=NOW) == 1
    assert stretches() == [("member", False, factories.STARTS, date(2026, 12, 1))]


def test_leaving_on_a_day_long_ago_by_mistake_deletes_no_stretch_that_began() -> None:
    aspen = factories.ecosystem()
    oak, by = factories.member_school(aspen), factories.actor(factories.convener(aspen))
    row = OrganisationMembership.objects.get()
    changed = NOW.date() - timedelta(days=3)
    change_membership(row, "friend", partner=False, by=by, at=NOW, starts=changed)
    before = stretches()
    leave_organisations(aspen, [oak], date(2025, 12, 1), by=by, at=NOW)
    assert stretches() == [before[0], (*before[1][:3], changed)]


def test_who_is_still_a_member_joins_from_no_earlier_day() -> None:
    aspen = factories.ecosystem()
    oak, by = factories.member_school(aspen), factories.actor(factories.convener(aspen))
    leave_organisations(aspen, [oak], date(2026, 10, 1), by=by, at=NOW)
    with pytest.raises(StillMember):
        join_organisations(aspen, [oak], date(2026, 10, 1), by=by, at=NOW)
    assert len(stretches()) == 1
    assert join_organisations(aspen, [oak], date(2026, 10, 2), by=by, at=NOW) == 1


@pytest.mark.parametrize(
    ("starts", "ends"),
    [((2026, 7, 1), (2026, 8, 1)), ((2026, 8, 31), None), ((2026, 7, 1), None)],
)
def test_the_database_refuses_two_tiers_on_one_day(
    starts: tuple[int, int, int], ends: tuple[int, int, int] | None
) -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    OrganisationMembership.objects.update(ends=date(2026, 8, 31))
    given = {"ecosystem": aspen, "organisation": oak}
    days = {"starts": date(*starts), "ends": date(*ends) if ends else None}
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationMembership.objects.create(**given, **days)
    with pytest.raises(ValidationError):
        OrganisationMembership(**given, **days).full_clean()
    later = OrganisationMembership.objects.create(**given, starts=date(2026, 9, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationMembership.objects.filter(pk=later.pk).update(starts=date(2026, 8, 31))
    later.full_clean()
