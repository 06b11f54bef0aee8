"""When a letter is due, by the clock on the wall of whoever gets it."""

from datetime import datetime, time, timedelta

DAY = timedelta(days=1)
WEEK = 7


def out_of_quiet(wall: datetime, begins: time | None, ends: time | None) -> datetime:
    """The first moment from ``wall`` on outside the quiet hours, which may pass midnight.

    Hours that begin when they end, or are not said, are never quiet.
    """
    if begins is None or ends is None or begins == ends:
        return wall
    now = wall.time()
    is_quiet = begins <= now < ends if begins < ends else now >= begins or now < ends
    if not is_quiet:
        return wall
    return datetime.combine(wall if now < ends else wall + DAY, ends)


def next_digest(wall: datetime, at: time, weekday: int | None = None) -> datetime:
    """When the next letter of a day leaves, or of a week where it has its ``weekday`` (0: Monday)."""
    due = datetime.combine(wall, at)
    if weekday is not None:
        due += DAY * ((weekday - due.weekday()) % WEEK)
    if due <= wall:
        due += DAY if weekday is None else DAY * WEEK
    return due
