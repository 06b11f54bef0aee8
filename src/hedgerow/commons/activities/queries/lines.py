"""One learner's line on a register: what is kept, and what its reader said and has not saved."""

from dataclasses import dataclass
from uuid import UUID

from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.people.models import Person

from .absences import Excuse


@dataclass(frozen=True, slots=True)
class Said:
    """A mark that is not saved: no status says that nobody marked; ``late_by`` as it was typed."""

    status: str
    late_by: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A learner on the register. ``theirs``: what was marked meanwhile.

    ``was``: what is kept, else what was told ahead; ``was_late_by``: the minutes that are kept.
    """

    person: int
    name: str
    status: str
    late_by: int | None
    uuid: UUID
    theirs: str = ""
    excuse: Excuse | None = None
    was: str = ""
    was_late_by: int | None = None


def line_of(
    person: Person,
    name: str,
    mark: Attendance | None,
    said: Said | None,
    theirs: str,
    excuse: Excuse | None,
) -> Line:
    """Who was said not to come stands as excused until somebody marks otherwise."""
    beforehand = Attendance.Status.EXCUSED.value if excuse else ""
    was, was_late_by = mark.status if mark else beforehand, _late_by(mark)
    status, late_by = (said.status, said.late_by) if said else (was, was_late_by)
    differs = theirs != status or (theirs == "late" and was_late_by != late_by)
    shown = theirs if differs else ""
    return Line(person.pk, name, status, late_by, person.uuid, shown, excuse, was, was_late_by)


def _late_by(mark: Attendance | None) -> int | None:
    """None where nobody said it, and for whoever was not late."""
    if mark is None or mark.status != "late" or not mark.minutes_known:
        return None
    return mark.session.minutes - mark.minutes
