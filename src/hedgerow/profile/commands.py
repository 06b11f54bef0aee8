"""``hedgerow profile SLUG``: the readings of an ecosystem, computed now."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from hedgerow.foundation.commands import Command
from hedgerow.foundation.permissions import Actor
from hedgerow.profile.actions import compute_profile
from hedgerow.profile.definitions import FEATURES, MEASURES
from hedgerow.profile.models import Snapshot
from hedgerow.profile.queries import as_reading, visible_ecosystem
from hedgerow.profile.rules import FeatureLevel, feature_level
from hedgerow.profile.wording import NOTHING, figure, percent, why

SHOWN = ("value", "level", "n", "coverage", "lower", "upper", "state", "reason")


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="DATE", help="last day of the window"
    )


def _run(arguments: Namespace) -> int:
    steward = Actor.the_steward()
    ecosystem = visible_ecosystem(steward, arguments.slug)
    print("Copying what was recorded lately …", file=sys.stderr)
    refresh(ecosystem.pk)
    print("Reading the measures …", file=sys.stderr)
    snapshot = compute_profile(ecosystem.pk, by=steward, at=timezone.now(), as_of=arguments.as_of)
    print(json.dumps(as_json(snapshot), indent=2) if arguments.json else as_text(snapshot))
    return 0


def refresh(ecosystem: int) -> None:
    """Copy what waits to be copied, so that the profile shows the records as they are."""
    from hedgerow.foundation import warehouse

    warehouse.refresh(ecosystem)


def as_json(snapshot: Snapshot) -> Mapping[str, object]:
    """Each reading under its number, with value, level, n, coverage and interval."""
    readings = {
        row.number: {
            **{name: getattr(row, name) for name in SHOWN},
            "interval": None if row.lower is None else [row.lower, row.upper],
        }
        for row in snapshot.readings.order_by("number")
    }
    features = {
        str(one.feature): {
            "level": one.level,
            "range": None if one.level is None else [one.lower, one.upper],
            "sufficient": one.sufficient,
            "of": one.of,
        }
        for one in _features(snapshot)
    }
    return {
        "ecosystem": snapshot.ecosystem.slug,
        "window": [snapshot.starts.isoformat(), snapshot.day.isoformat()],
        "version": snapshot.version,
        "origin": snapshot.origin,
        "features": features,
        "readings": readings,
    }


def as_text(snapshot: Snapshot) -> str:
    """The same as a table for the eye."""
    window = f"{snapshot.starts} to {snapshot.day}"
    lines = [
        f"{snapshot.ecosystem.name}, {window} (cuts {snapshot.version}, proposed and unvalidated)",
        f"{'':4} {'measure':26} {'value':>9} {'level':>5} {'n':>7} {'coverage':>9}  interval",
    ]
    for row in snapshot.readings.order_by("number"):
        one = as_reading(row, snapshot.window)
        bounds = [figure(one, bound) for bound in (one.lower, one.upper)]
        interval = " – ".join(bounds) if one.lower is not None else NOTHING
        level = NOTHING if one.level is None else one.level
        lines.append(
            f"{one.number:4} {MEASURES[one.number].title!s:26} {figure(one, one.value):>9}"
            f" {level:>5} {one.n:>7} {percent(one.coverage):>9}  {interval} {why(one)}"
        )
    for found in _features(snapshot):
        if found.level is not None:
            title = FEATURES[found.feature - 1].title
            lines.append(
                f"{found.feature}. {title}: level {found.level}"
                f" ({found.lower}–{found.upper}), {found.sufficient} of {found.of}"
            )
    return "\n".join(line.rstrip() for line in lines)


def _features(snapshot: Snapshot) -> list[FeatureLevel]:
    readings = {row.number: as_reading(row, snapshot.window) for row in snapshot.readings.all()}
    return [feature_level(one.number, one.levelled, readings) for one in FEATURES]


COMMANDS = (
    Command(
        name="profile",
        summary="Compute an ecosystem's profile and show each reading.",
        example="hedgerow profile tulsa --json",
        configure=_configure,
        run=_run,
        only_reads=True,
    ),
)
