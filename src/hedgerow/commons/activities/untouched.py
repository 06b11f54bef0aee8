"""Marks that a sender left as they were read, while somebody else changed them."""

from collections.abc import Iterable, Mapping
from typing import Any

from .models import Attendance
from .queries import Said

LATE, EXCUSED = Attendance.Status.LATE, Attendance.Status.EXCUSED
NOBODY = Said("")


def said_in(rows: Iterable[Mapping[str, Any]]) -> dict[str, Said]:
    """What the rows of a form say, by person id."""
    return {str(one["person_id"]): Said(one["status"], one.get("late_by")) for one in rows}


def taken_over(
    data: Mapping[str, Any], mine: Mapping[str, Said], theirs: Mapping[str, object]
) -> dict[str, Said]:
    """The marks that stay mine, by person id; where I touched none, what is kept now stands.

    ``data`` is the form: ``was-<person>`` says what stood when it was read, ``was-minutes-<person>``
    how late. A mark that was taken back meanwhile is none; an excuse may never have been more than
    told ahead, and stands as it would for whoever opens the register now.
    """
    said = {}
    for person, mark in mine.items():
        if not _is_untouched(data, person, mark):
            said[person] = mark
        elif person not in theirs and mark.status != EXCUSED:
            said[person] = NOBODY
    return said


def is_any_gone(data: Mapping[str, Any], mine: Iterable[str], theirs: Mapping[str, object]) -> bool:
    """Whether somebody's mark that stood when the form was read was taken back since."""
    read = (data.get(f"was-{person}") for person in mine if person not in theirs)
    return any(was and was != EXCUSED for was in read)


def _is_untouched(data: Mapping[str, Any], person: str, mark: Said) -> bool:
    minutes, was = (data.get(f"{name}-{person}", "") for name in ("minutes", "was-minutes"))
    return data.get(f"was-{person}") == mark.status and (mark.status != LATE or minutes == was)
