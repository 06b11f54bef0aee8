"""The places in activities of those whose role is over end with it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from hedgerow.commons.activities import seats
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.gone import Ended, Gone
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import change_all

from . import belonging, enrolling

KIND = "activities.enrolment"


def end_enrolments(
    ecosystem: Ecosystem, gone: Mapping[int, Gone], today: date, by: Actor, at: datetime
) -> Ended:
    """End what people are enrolled in, as those who left before it was meant to end.

    Of who stays, that of groups and activities at an organisation that they left. What would begin
    after today is taken back; an activity that was over by the last day stays as it was.
    """
    ending: list[Enrolment] = []
    for some in belonging.parts(gone):
        rows = Enrolment.objects.select_for_update(of=("self",)).select_related("activity", "group")
        open_ = Q(ends__isnull=True) | Q(ends__gt=today)
        ending += [
            row
            for row in rows.filter(open_, ecosystem=ecosystem, person__in=some)
            if gone[row.person_id].leaves(_site(row)) and not _over(row, gone[row.person_id])
        ]
    running = [(o.activity_id, o.person_id) for o in ending if enrolling.runs(o, today)]
    early = [row.pk for row in ending if row.starts > today]
    for row in ending:
        row.ends, row.dropped = max(gone[row.person_id].last, row.starts), True
    change_all(Enrolment, [row for row in ending if row.starts <= today], ["ends", "dropped"])
    for some in belonging.parts(early):
        Enrolment.objects.filter(pk__in=some).delete()
    if ending:
        belonging.touch("enrolment", ecosystem, (row.starts for row in ending))
    seats.tell_left(running, by, at)
    return Ended(KIND, "enrolments_ended", [row.uuid for row in ending])


def unended() -> Q:
    """Roles beside which somebody is enrolled on in something that began by then."""
    rows = Enrolment.objects.filter(
        Q(activity__ends__isnull=True) | Q(activity__ends__gt=OuterRef("ends")),
        ecosystem=OuterRef("ecosystem"), person=OuterRef("person"),
        ends__isnull=True, starts__lte=OuterRef("ends"),
    )  # fmt: skip
    return Q(Exists(rows))


def _site(row: Enrolment) -> int | None:
    """The organisation as whose learner somebody has the place, if it is one of an organisation."""
    return row.group.organisation_id if row.group else row.activity.site_id


def _over(row: Enrolment, who: Gone) -> bool:
    return row.activity.ends is not None and row.activity.ends <= who.last
