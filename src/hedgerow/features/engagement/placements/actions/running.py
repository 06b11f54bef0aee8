"""A placement begins, and ends."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hedgerow.commons.activities.actions import enrol_many, save_activities
from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.features.engagement.placements import rules
from hedgerow.features.engagement.placements.errors import (
    HostNotSure,
    NotAgreed,
    RunsOut,
    StepsMissing,
    TooEarly,
)
from hedgerow.features.engagement.placements.models import HostAsk, Placement
from hedgerow.features.engagement.placements.permissions import ARRANGE
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from .common import State, locked, part_in, require_fit, require_state, tell


@transaction.atomic
def start_placement(placement: Placement, *, by: Actor, at: datetime) -> Placement:
    """Let it begin: its first day has come, its host accepted, all steps are done or waived, every
    check is valid to the end.

    An activity of the host that is not public is made for it, in which the learner has the place;
    hours that the host confirms are its sessions, and so count once wherever hours are counted.

    Raises NotFound, NotPermitted, WrongState, HostNotSure, CannotLookAfter, OwnChild, NotOfHost,
    NotAgreed, StepsMissing, RunsOut or TooEarly.
    """
    row = locked(placement, by)
    part_in(row, by, ("school", "convener"), ARRANGE)
    require_state(row, State.PREPARING)
    assert row.starts is not None and row.ends is not None  # noqa: S101, PT018 - a constraint
    if not row.asks.filter(state=HostAsk.State.ACCEPTED).exists():
        raise HostNotSure(host=row.host.name if row.host else "")
    if row.supervisor is not None:
        require_fit(row, row.supervisor, row.host, at)
    checks = [
        rules.Check(step.shown, step.state, step.has_validity, step.valid_until)
        for step in row.steps.order_by("position", "pk")
    ]
    if titles := rules.refused(checks):
        raise NotAgreed(titles=", ".join(titles))
    if titles := rules.missing(checks):
        raise StepsMissing(titles=", ".join(titles))
    if (late := rules.running_out(checks, row.ends)) is not None:
        until = date_format(late.valid_until, "DATE_FORMAT") if late.valid_until else "–"
        raise RunsOut(title=late.title, until=until, ends=date_format(row.ends, "DATE_FORMAT"))
    if row.starts > day_in(row.ecosystem, at):
        raise TooEarly(day=date_format(row.starts, "DATE_FORMAT"))
    row.activity = _activity(row, by, at)
    row.state, row.revision = State.RUNNING, row.revision + 1
    row.save()
    tell("started", row, by, at)
    return row


@transaction.atomic
def end_placement(
    placement: Placement, ended_on: date, *, by: Actor, at: datetime, reason: str = ""
) -> Placement:
    """Let it end with that day; earlier than was planned only with a reason.

    Raises NotFound, NotPermitted, WrongState or Invalid.
    """
    row = locked(placement, by)
    part_in(row, by, ("school", "convener"), ARRANGE)
    require_state(row, State.RUNNING)
    assert row.starts is not None and row.ends is not None  # noqa: S101, PT018 - a constraint
    if not row.starts <= ended_on <= min(row.ends, day_in(row.ecosystem, at)):
        raise Invalid({"ended_on": [_("Choose a day of the placement that has come.")]})
    is_early = ended_on < row.ends
    if is_early and not reason.strip():
        raise Invalid({"reason": [_("Say why it ends early.")]})
    check_lengths(Placement, {"reason": reason})
    if is_early:
        _leave(row, ended_on, by, at)
    row.state = State.STOPPED if is_early else State.ENDED
    row.ends, row.reason, row.revision = ended_on, reason, row.revision + 1
    row.evaluate_until = max(ended_on, day_in(row.ecosystem, at)) + rules.TO_EVALUATE
    row.save()
    tell("ended", row, by, at, early=is_early, on=ended_on.isoformat())
    return row


def _activity(row: Placement, by: Actor, at: datetime) -> Activity:
    code = f"placement-{row.uuid}"
    values = {
        "code": code, "title": row.kind.title, "kind_id": row.kind.activity_kind_id,
        "site_id": row.site_id, "leader_id": row.supervisor_id, "delivered_by": [row.host_id],
        "starts": row.starts, "ends": row.ends, "public": False,
        "minimum_minutes": row.kind.goal_minutes,
        "told": {code: {"title": text} for code, text in row.kind.in_others("title").items()},
    }  # fmt: skip
    save_activities(row.ecosystem, [values], by=by, at=at)
    activity = Activity.objects.get(ecosystem=row.ecosystem, code=code)
    place = {
        "activity_id": activity.pk, "person_id": row.learner_id, "starts": row.starts,
        "ends": row.ends, "site_id": row.site_id,
    }  # fmt: skip
    enrol_many(row.ecosystem, [place], by=by, at=at)
    return activity


def _leave(row: Placement, day: date, by: Actor, at: datetime) -> None:
    """The learner's place ends with that day too."""
    place = Enrolment.objects.filter(activity=row.activity_id, person=row.learner_id).first()
    if place is not None:
        ended = {
            "activity_id": place.activity_id, "person_id": place.person_id,
            "starts": place.starts, "ends": day,
        }  # fmt: skip
        enrol_many(row.ecosystem, [ended], by=by, at=at)
