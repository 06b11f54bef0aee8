"""A series grows anew when its rule, day, time, length or room changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from hedgerow.commons.activities import recurring, rules
from hedgerow.commons.activities.errors import SessionThere
from hedgerow.commons.activities.models import Series, Session
from hedgerow.commons.ecosystems.clock import moment_of
from hedgerow.commons.ecosystems.models import Ecosystem, Holiday, Term
from hedgerow.foundation.errors import Invalid

from .belonging import BATCH
from .snapshots import Snapshot, state_of

ASIDE = timedelta(days=200_000)
"""So far sessions go while others take their times: no two are ever at one, even for a moment."""
FIELDS = ("day", "starts_at", "minutes", "room", "revision")


@dataclass
class Grown:
    """What became of a series: sessions changed, new, gone, and left as somebody made them."""

    changed: list[Session] = field(default_factory=list)
    new: list[Session] = field(default_factory=list)
    gone: list[Session] = field(default_factory=list)
    left: int = 0


def open_of(ecosystem: Ecosystem, days: Iterable[date], shift: int = 0) -> list[date]:
    """The days, moved by so many, that are no holidays and lie in a term where any are known."""
    terms = Term.objects.filter(ecosystem=ecosystem).values_list("starts", "ends")
    holidays = Holiday.objects.filter(ecosystem=ecosystem).values_list("starts", "ends")
    moved = (day + timedelta(days=shift) for day in days)
    return recurring.open_days(moved, terms=list(terms), holidays=list(holidays))


def read(rule: str, first: date, ecosystem: Ecosystem, begins: time) -> tuple[str, list[date]]:
    """A rule as it is kept there, and the days that it names; raises Invalid as ``valid_days``."""
    try:
        kept = recurring.by_clocks_of(ecosystem, rule, begins)
        return recurring.written(recurring.parts_of(kept)), recurring.occurrences(kept, first)
    except ValueError as error:
        raise _none(error) from error


def valid_days(rule: str, first: date) -> list[date]:
    """The days that a rule names; raises Invalid for what is none, or names too many."""
    try:
        return recurring.occurrences(rule, first)
    except ValueError as error:
        raise _none(error) from error


def _none(error: ValueError) -> Invalid:
    said = _("No days recur by this rule: %(why)s.")
    return Invalid({"rule": [said % {"why": error}]})


def regrow(series: Series, origin: str, at: datetime, kept: Snapshot) -> Grown:
    """Have the sessions still to come be as the series says; ``kept`` notes how they stood.

    Those that began, are marked, cancelled or were changed by themselves stay as they are.

    Raises SessionThere where another session has the time of one.
    """
    wanted = _wanted(series, at)
    rows = Session.objects.select_for_update().filter(series=series).order_by("pk")
    there = {row.slot: row for row in rows if row.slot is not None}
    grown = Grown()
    for slot, row in there.items():
        if row.starts_at <= at or row.state != Session.State.PLANNED or row.own:
            grown.left += 1
        elif slot not in wanted:
            grown.gone.append(row)
        else:
            before = state_of(row)
            day, moment = wanted[slot]
            change = {"day": day, "starts_at": moment, "minutes": series.minutes}
            if row.revise(None, **change, room_id=series.room_id):
                grown.changed.append(row)
                kept.sessions.append((row.uuid, before, row.revision))
    grown.new = [
        Session(
            ecosystem=series.ecosystem, activity=series.activity, series=series, slot=slot,
            day=day, starts_at=moment, minutes=series.minutes, room_id=series.room_id,
            origin=origin,
        )
        for slot, (day, moment) in wanted.items()
        if slot not in there
    ]  # fmt: skip
    _write(series, grown, kept)
    return grown


def _wanted(series: Series, at: datetime) -> dict[date, tuple[date, datetime]]:
    """Slot → day and moment, of those that are still to come and lie in the activity."""
    shift = timedelta(days=series.shift)
    slots = valid_days(series.rule, series.starts)
    days = set(open_of(series.ecosystem, slots, series.shift))
    span = series.activity.starts, series.activity.ends
    found = {}
    for slot in slots:
        day = slot + shift
        moment = moment_of(series.ecosystem, day, series.begins)
        if day in days and rules.covers(span, day) and moment > at:
            found[slot] = (day, moment)
    return found


def _write(series: Series, grown: Grown, kept: Snapshot) -> None:
    for row in grown.gone:
        kept.sessions.append((row.uuid, state_of(row), None))
    Session.objects.filter(pk__in=[row.pk for row in grown.gone]).delete()
    moving = [row.pk for row in grown.changed]
    taken = Session.objects.filter(activity=series.activity).exclude(pk__in=moving)
    moments = [row.starts_at for row in (*grown.changed, *grown.new)]
    if taken.filter(starts_at__in=moments).exists() or len(set(moments)) < len(moments):
        raise SessionThere
    Session.objects.filter(pk__in=moving).update(starts_at=F("starts_at") + ASIDE)
    Session.objects.bulk_update(grown.changed, FIELDS, BATCH)
    Session.objects.bulk_create(grown.new, BATCH)
    kept.sessions += [(row.uuid, None, row.revision) for row in grown.new]
