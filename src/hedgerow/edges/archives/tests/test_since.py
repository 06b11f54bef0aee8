"""From how far back changes are told."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from hedgerow.commons.membership.tests import factories
from hedgerow.edges.archives.actions import check_since
from hedgerow.edges.archives.errors import ChangesOfRosters, SinceTooEarly
from hedgerow.edges.archives.moments import moment_from

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, tzinfo=UTC)
EAST, WEST = timezone(timedelta(hours=14)), timezone(-timedelta(hours=14))


def test_the_first_and_the_last_year_are_refused_with_what_to_do() -> None:
    aspen = factories.ecosystem()
    for early in (datetime(1, 1, 1, tzinfo=UTC), datetime(1, 1, 1, tzinfo=EAST)):
        with pytest.raises(SinceTooEarly):
            check_since(aspen, "oneroster-1.2", early, NOW)
    for late in (datetime(9999, 12, 31, 23, tzinfo=WEST), datetime(9999, 12, 31, tzinfo=UTC)):
        with pytest.raises(ChangesOfRosters):
            check_since(aspen, "oneroster-1.2", late, NOW)
    for text in ("0001-01-01", "9999-12-31"):
        with pytest.raises((SinceTooEarly, ChangesOfRosters)):
            check_since(aspen, "oneroster-1.2", moment_from(text, aspen), NOW)
    check_since(aspen, "oneroster-1.2", datetime(1970, 1, 1, tzinfo=UTC), NOW)
