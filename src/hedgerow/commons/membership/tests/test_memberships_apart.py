"""What overlapped before there was a constraint is laid end to end, and no day is lost."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("membership", "0007_open_sessions")]


def day(number: int) -> date:
    return date(2026, 8, number)


@pytest.mark.slow
def test_stretches_that_overlapped_lie_end_to_end() -> None:
    aspen = factories.ecosystem()
    oak, elm = factories.organisation(aspen), factories.organisation(aspen, "Elm")
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    MigrationExecutor(connection).migrate(BEFORE)
    try:
        for tier, starts, ends in (("a", 1, 20), ("b", 5, 10), ("c", 5, 12), ("d", 21, 22)):
            OrganisationMembership.objects.create(
                ecosystem=aspen, organisation=oak, tier=tier, starts=day(starts), ends=day(ends)
            )
        OrganisationMembership.objects.create(ecosystem=aspen, organisation=elm, starts=day(1))
    finally:
        MigrationExecutor(connection).migrate(newest)
    kept = OrganisationMembership.objects.filter(organisation=oak).order_by("starts")
    assert list(kept.values_list("tier", "starts", "ends")) == [
        ("a", day(1), day(4)), ("c", day(5), day(20)), ("d", day(21), day(22)),
    ]  # fmt: skip
    assert OrganisationMembership.objects.get(organisation=elm).ends is None
