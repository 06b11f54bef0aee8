"""Marks of attendance drawn at random, to be held beside their source."""

from datetime import date, datetime

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.observations.actions import Framed, draw_sample
from hedgerow.commons.observations.models import Sample
from hedgerow.foundation.permissions import Actor

ATTENDANCE = "attendance"
TOLD = (
    "session__uuid", "person__uuid", "person_id", "site_id", "day", "status", "minutes",
    "session__activity__title", "session__marked_by_id",
)  # fmt: skip


def sample_attendance(
    ecosystem: Ecosystem,
    starts: date,
    ends: date,
    size: int,
    seed: str,
    *,
    by: Actor,
    at: datetime,
) -> Sample:
    """Draw marks of a period by a seed, each school in its share; raises what ``draw_sample`` does."""
    rows = Attendance.objects.filter(ecosystem=ecosystem, day__range=(starts, ends))
    rows = rows.filter(person__erased_at=None).order_by("pk")
    frame = [
        Framed(
            f"{session}:{person}", site, pk, session, title, day, marked_by,
            {"status": status, "minutes": minutes},
        )
        for session, person, pk, site, day, status, minutes, title, marked_by
        in rows.values_list(*TOLD).iterator(5_000)
    ]  # fmt: skip
    between = (starts, ends)
    return draw_sample(ecosystem, ATTENDANCE, frame, size, seed, between=between, by=by, at=at)
