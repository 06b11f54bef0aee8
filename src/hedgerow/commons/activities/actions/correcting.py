"""Places that were entered wrongly get another first day."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.activities import rules
from hedgerow.commons.activities.errors import (
    AlreadyEnrolled,
    OutsideActivity,
    RecordedBefore,
)
from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.activities.permissions import ENROL
from hedgerow.commons.activities.queries.around import marks_of, recorded
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor

from . import belonging, enrolling
from .belonging import BATCH

CORRECTED = "activities.places_corrected"


@transaction.atomic
def correct_starts(
    activity: Activity, places: Sequence[Enrolment], starts: date, *, by: Actor, at: datetime
) -> int:
    """Have places of an activity begin on another day; return how many differ, journal once.

    The school is that of the learner on the new day where it was that of the old one; the minimum
    stays as it was declared.

    Raises NotFound, NotPermitted, Invalid for a day after the last, OutsideActivity,
    AlreadyEnrolled where another place has that day, or RecordedBefore for a place on which
    attendance of an earlier day is recorded.
    """
    rows = [row for row in locked(activity, places, by) if row.starts != starts]
    if activity.ends is not None and starts > activity.ends:
        raise OutsideActivity(day=date_format(starts), activity=activity.said("title"))
    schools = belonging.schools(activity.ecosystem, [row.person_id for row in rows])
    before = {str(row.uuid): row.starts for row in rows}
    for row in rows:
        check(row, starts)
        spells = schools.get(row.person_id, ())
        if row.site_id == enrolling.school_on(spells, row.starts):
            row.site_id = enrolling.school_on(spells, starts) or row.site_id
        row.starts = starts
    Enrolment.objects.bulk_update(rows, ["starts", "site"], BATCH)
    persons = {row.person_id: row.person for row in rows}
    was = {uuid: day.isoformat() for uuid, day in before.items()}
    belonging.touch("enrolment", activity.ecosystem, before.values())
    enrolling.tell(
        CORRECTED, rows, persons, activity.ecosystem, by, at, starts=starts.isoformat(), before=was
    )
    return len(rows)


def check(row: Enrolment, starts: date) -> None:
    """Raise what stands against that first day."""
    if row.ends is not None and starts > row.ends:
        raise Invalid({"starts": [_("The last day comes before the first.")]})
    if found := recorded(marks_of(row).filter(day__lt=starts)):
        raise RecordedBefore(name=row.person.name, count=found.count, session=found.session)
    others = Enrolment.objects.filter(activity=row.activity_id, person=row.person_id)
    spans = others.exclude(pk=row.pk).values_list("starts", "ends")
    if any(rules.overlap(span, (starts, row.ends)) for span in spans):
        raise AlreadyEnrolled


def locked(activity: Activity, places: Sequence[Enrolment], by: Actor) -> list[Enrolment]:
    """These places of the activity, locked, for somebody who gives places in it.

    Raises NotFound or NotPermitted.
    """
    rows = Enrolment.objects.filter(
        activity=activity.pk, activity__in=Activity.objects.visible_to(by)
    )
    related = rows.select_related("ecosystem", "activity", "person", "group", "site")
    found = belonging.found(related.select_for_update(of=("self",)), [row.pk for row in places])
    belonging.permitted(Activity.objects.open_to(by, ENROL), [activity.pk], ENROL)
    return list(found.values())
