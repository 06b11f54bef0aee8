"""Sessions as the portal lists them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hedgerow.commons.activities.models import Session
from hedgerow.portal.wording import address


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session: what, where, when (``zone``: by which clocks it is held), and the way to it.

    ``away`` counts those who were said not to come; ``excused``: whom the list is about is one.
    """

    title: str
    url: str
    place: str
    ecosystem: str
    starts_at: datetime
    zone: str
    minutes: int
    simulated: bool
    marked: bool
    away: int = 0
    excused: bool = False


def session_rows(
    found: QuerySet[Session] | Sequence[Session], *, page: str = "activity"
) -> list[SessionRow]:
    """The rows in their order, in one query at most; ``page`` names where they lead."""
    rows: Iterable[Session] = found
    if isinstance(found, QuerySet):
        rows = found.select_related("activity__site", "ecosystem")
    return [_row(one, page) for one in rows]


def _row(one: Session, page: str) -> SessionRow:
    uuid = one.uuid if page == "session" else one.activity.uuid
    return SessionRow(
        title=one.activity.said("title"),
        url=address(page, one.ecosystem.slug, uuid),
        place=one.activity.site.name if one.activity.site else "",
        ecosystem=one.ecosystem.said("name"),
        starts_at=one.starts_at,
        zone=one.ecosystem.time_zone,
        minutes=one.minutes,
        simulated=one.origin == "simulated",
        marked=one.marked_at is not None,
    )
