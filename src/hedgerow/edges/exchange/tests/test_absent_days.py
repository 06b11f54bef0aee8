"""On which day it can end what somebody has here whom a list lacks."""

import pytest

from hedgerow.commons.people.tests.factories import organisation
from hedgerow.foundation import jobs

from .test_absent import ANA, BO, CY, brought, end, looked_at, running

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_nobody_ends_before_they_began(ada, grove):
    organisation(grove, "Oak", kind="school", code="oak")
    brought(ada, ANA + BO)
    row = looked_at(ada, BO + CY)
    answer = end(ada, row, day="2024-07-31", who=["1"])
    assert answer.status_code == 422
    assert "the last day is 17 August 2026 or a later one" in answer.content.decode()
    jobs.run_pending()
    assert running() == {"L1", "L2"}
    row.refresh_from_db()
    assert row.state == "ready"
