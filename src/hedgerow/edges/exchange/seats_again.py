"""Whose enrolment an import ended has it again once that is undone; what gives seats hears of it."""

from copy import copy
from datetime import date, datetime

from hedgerow.commons.activities.actions.enrolling import runs
from hedgerow.commons.activities.actions.seating import take_again
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts

from .bare import Plain
from .trace import Trace


def take_seats_again(trace: Trace, ecosystem: Ecosystem, *, by: Actor, at: datetime) -> None:
    """Of the places that an import now undone had ended or taken away; raises SeatsPromised."""
    rows = trace.changed.get(Enrolment._meta.label_lower, ())
    left = {pk: after for pk, _before, after in rows if after is None or after.get("ends")}
    here, today = Enrolment.objects.select_related("activity"), day_in(ecosystem, at)
    found = (row for some in in_parts(left) for row in here.filter(pk__in=some))
    running = (row for row in found if runs(row, today))
    take_again([row for row in running if not _ran(row, left[row.pk], today)], by, at)


def _ran(row: Enrolment, after: Plain | None, today: date) -> bool:
    """Whether it counted as a place as the import had left it; what it took away did not."""
    if after is None:
        return False
    was = copy(row)
    was.ends = date.fromisoformat(str(after["ends"]))
    was.dropped = bool(after.get("dropped", row.dropped))
    return runs(was, today)
