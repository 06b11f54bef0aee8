"""Compute a profile from the warehouse and keep it as the day's snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tree import Below, beneath
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.warehouse import readings
from hedgerow.profile import rowfiles, rules
from hedgerow.profile.levels import published
from hedgerow.profile.models import Reading, Snapshot
from hedgerow.profile.months import ask_for_months
from hedgerow.profile.permissions import COMPUTE_PROFILE
from hedgerow.profile.remainder import with_remainder

if TYPE_CHECKING:
    from hedgerow.foundation.warehouse.units import Measured


def compute_profile(
    ecosystem_id: int, *, by: Actor, at: datetime, as_of: date | None = None
) -> Snapshot:
    """Read every measure and keep the readings, in place of the same day's earlier ones.

    It is read over the ecosystem's own records and those of its parts.
    The window ends on ``as_of``, by default the local day of ``at``; then months before that have
    no reading are asked for. Computing twice from the
    same records gives the same readings. It writes no fact: nothing happened, something was read.

    Raises Ecosystem.DoesNotExist to outsiders and NotPermitted.
    """
    ecosystem = Ecosystem.objects.visible_to(by).get(pk=ecosystem_id)
    below = beneath(ecosystem.pk)
    require(by, COMPUTE_PROFILE, within=ecosystem.pk)
    day = as_of or day_in(ecosystem, at)
    window = readings.Window.ending(day)
    found = with_remainder(_measure(ecosystem, below, window), ecosystem, below, window)
    before = _before(ecosystem, below, window.before())
    levelled = rules.with_levels(_readings(found, window), published(), before)
    if not Snapshot.objects.filter(ecosystem=ecosystem, day__gt=day).exists():
        _save_rows(found, ecosystem.pk, day)
    snapshot = _keep(ecosystem, window, levelled, at)
    newest = Snapshot.objects.filter(ecosystem=ecosystem).latest("day")
    rowfiles.prune(ecosystem.pk, newest.day)
    if as_of is None:
        ask_for_months(ecosystem.pk, below.all, day)
    return snapshot


def _save_rows(found: Mapping[str, Measured], ecosystem: int, day: date) -> None:
    """Of the newest day alone: those of an earlier month would be let go of at once."""
    for number, measured in found.items():
        if measured.table is not None:
            rowfiles.save(measured.table, ecosystem, day, number)


def _measure(ecosystem: Ecosystem, below: Below, window: readings.Window) -> Mapping[str, Measured]:
    # slow to import
    from hedgerow.foundation.warehouse.queries import steadily
    from hedgerow.profile.sources import EcosystemSource, measures

    with EcosystemSource((ecosystem.pk, *below.all), ecosystem.threshold) as source:
        return {
            number: steadily(partial(measure, source, window))
            for number, measure in measures().items()
        }


def _before(
    ecosystem: Ecosystem, below: Below, window: readings.Window
) -> Mapping[str, readings.Reading]:
    """The readings of the window before, none where nothing could be read in it: it costs as much."""
    from hedgerow.profile.earlier import is_recorded  # slow to import

    if not is_recorded((ecosystem.pk, *below.all), window):
        return {}
    return _readings(_measure(ecosystem, below, window), window)


def _readings(
    found: Mapping[str, Measured], window: readings.Window
) -> Mapping[str, readings.Reading]:
    from hedgerow.profile import engine  # slow to import

    answer = {}
    for number, measured in found.items():
        reading = engine.reading(number, measured, window)
        if measured.table is not None:
            reading = replace(reading, rows=measured.table.kind)
        answer[number] = reading
    return answer


@transaction.atomic
def _keep(
    ecosystem: Ecosystem,
    window: readings.Window,
    found: Mapping[str, readings.Reading],
    at: datetime,
) -> Snapshot:
    """Replace the day's snapshot; a computation that started earlier does not replace a later."""
    Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)
    standing = Snapshot.objects.filter(ecosystem=ecosystem, day=window.ends).first()
    if standing is not None and standing.at > at:
        return standing
    Snapshot.objects.filter(ecosystem=ecosystem, day=window.ends).delete()
    snapshot = Snapshot.objects.create(
        ecosystem=ecosystem,
        day=window.ends,
        starts=window.starts,
        at=at,
        version=published().version,
        origin="simulated" if ecosystem.simulated else "live",
    )
    Reading.objects.bulk_create(
        Reading(
            snapshot=snapshot,
            **{name: value for name, value in asdict(reading).items() if name != "window"},
        )
        for reading in found.values()
    )
    return snapshot
