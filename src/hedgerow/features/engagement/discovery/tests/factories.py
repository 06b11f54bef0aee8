"""A valley that offers things in several places and languages."""

from datetime import UTC, date, datetime
from typing import Any

from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
AT_SCHOOL = (33.77, -118.19)
__all__ = ["AT_SCHOOL", "NOW", "Valley", "offered", "valley"]


def placed(made: Valley) -> Valley:
    """The school where it is known to stand."""
    made.school.latitude, made.school.longitude = AT_SCHOOL
    made.school.save()
    return made


def offered(made: Valley, title: str, **values: Any) -> Opportunity:
    """Something open to everybody, unless said otherwise."""
    return made.offer(**{"title": title, "sight": "public", "starts": date(2026, 9, 14), **values})
