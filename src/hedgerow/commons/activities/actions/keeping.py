"""Hours that were done outside of planned sessions: each becomes a session that was held."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hedgerow.commons.activities.leading import stands_aside
from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Session
from hedgerow.commons.activities.permissions import CONFIRM_SESSION, MARK_ATTENDANCE
from hedgerow.commons.ecosystems.clock import moment_of
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor, scope, site_scope

from . import belonging

Row = Mapping[str, Any]
MORNING: Final = time(8)


@transaction.atomic
def keep_hours(
    activity: Activity, rows: Sequence[Row], *, by: Actor, at: datetime
) -> list[Session]:
    """Keep hours as held and confirmed sessions, one a row, in which that person was there.

    Each row maps ``person_id``, ``day``, ``minutes``, and may map ``begins`` (local time, else the
    morning) and ``session_id``, of hours that were kept before and are other now. Who marks
    attendance of the activity may, or confirms for whoever delivers it; not who stands aside in it.

    Raises NotFound, OutOfReach or NotPermitted.
    """
    require_not_barred(by, {row["person_id"] for row in rows})
    seen = Activity.objects.visible_to(by).select_for_update(of=("self",))
    found = seen.select_related("ecosystem").filter(pk=activity.pk).first()
    if found is None:
        raise NotFound
    _require(found, by)
    places = dict(Enrolment.objects.filter(activity=found).values_list("person_id", "site_id"))
    if any(row["person_id"] not in places for row in rows):
        raise NotFound
    kept = [_keep(found, row, places[row["person_id"]], by, at) for row in rows]
    days = {row["day"] for row in rows}
    for table in ("attendance", "delivery"):
        belonging.touch(table, found.ecosystem, days)
    journal.record(
        "activities.hours_kept", by=by, at=at, ecosystem=found.ecosystem_id,
        subjects=[("activities.session", one.uuid) for one in kept],
        payload={"minutes": sum(row["minutes"] for row in rows)},
    )  # fmt: skip
    return kept


def _require(activity: Activity, by: Actor) -> None:
    delivering = scope(by, CONFIRM_SESSION, "activity__ecosystem_id") | site_scope(
        by, CONFIRM_SESSION, ecosystem_field="activity__ecosystem_id"
    )
    own = Q(pk=activity.pk)
    if not by.steward and Activity.objects.filter(stands_aside(by), own).exists():
        raise NotPermitted(permission=MARK_ATTENDANCE)
    if Activity.objects.open_to(by, MARK_ATTENDANCE).filter(own).exists():
        return
    if not (by.steward or activity.deliveries.filter(delivering).exists()):
        raise NotPermitted(permission=CONFIRM_SESSION)


def _keep(activity: Activity, row: Row, site: int | None, by: Actor, at: datetime) -> Session:
    told = {
        "day": row["day"], "minutes": row["minutes"], "state": Session.State.HELD,
        "marked_by_id": by.person_id, "marked_at": at,
        "confirmed_by_id": by.person_id, "confirmed_at": at,
    }  # fmt: skip
    old = activity.sessions.filter(pk=row.get("session_id") or 0).first()
    session = old or Session(
        ecosystem_id=activity.ecosystem_id, activity=activity, origin=by.origin,
        starts_at=_free(activity, moment_of(activity.ecosystem, row["day"], row.get("begins") or MORNING)),
    )  # fmt: skip
    for name, value in told.items():
        setattr(session, name, value)
    session.revision += 1 if old else 0
    session.save()
    mark = {
        "status": Attendance.Status.PRESENT, "minutes": row["minutes"], "day": row["day"],
        "recorded_at": timezone.now(),
    }  # fmt: skip
    first = {"ecosystem_id": activity.ecosystem_id, "site_id": site, "origin": by.origin}
    Attendance.objects.update_or_create(
        session=session, person_id=row["person_id"], defaults=mark, create_defaults=mark | first
    )
    return session


def _free(activity: Activity, moment: datetime) -> datetime:
    """That moment, or as many minutes later as sessions begin then."""
    taken = set(
        activity.sessions.filter(starts_at__range=(moment, moment + timedelta(days=1))).values_list(
            "starts_at", flat=True
        )
    )
    while moment in taken:
        moment += timedelta(minutes=1)
    return moment
