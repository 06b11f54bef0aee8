"""What overlapped before there was a constraint is laid end to end, and no day is lost."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from tests.loosening import without

from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

MIGRATION = import_module("hedgerow.commons.membership.migrations.0008_memberships_apart")


def day(number: int) -> date:
    return date(2026, 8, number)


@pytest.mark.slow
def test_stretches_that_overlapped_lie_end_to_end() -> None:
    aspen = factories.ecosystem()
    oak, elm = factories.organisation(aspen), factories.organisation(aspen, "Elm")
    with without(OrganisationMembership, "one_membership_a_day"):
        for tier, starts, ends in (("a", 1, 20), ("b", 5, 10), ("c", 5, 12), ("d", 21, 22)):
            OrganisationMembership.objects.create(
                ecosystem=aspen, organisation=oak, tier=tier, starts=day(starts), ends=day(ends)
            )
        OrganisationMembership.objects.create(ecosystem=aspen, organisation=elm, starts=day(1))
        with connection.schema_editor() as editor:
            MIGRATION.lay_apart(apps, editor)
    kept = OrganisationMembership.objects.filter(organisation=oak).order_by("starts")
    assert list(kept.values_list("tier", "starts", "ends")) == [
        ("a", day(1), day(4)), ("c", day(5), day(20)), ("d", day(21), day(22)),
    ]  # fmt: skip
    assert OrganisationMembership.objects.get(organisation=elm).ends is None
