"""Saving indicators and recording what was observed, by the set."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.commons.frameworks.models import INDICATORS, Framework, Item
from hedgerow.commons.people.models import Organisation, PopulationGroup
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import add_all

from .errors import IndicatorLocked, PeriodOrder, ValueOrReason
from .models import Indicator, Observation
from .permissions import EDIT_INDICATORS, RECORD_OBSERVATIONS
from .rules import fits
from .sample_actions import Framed, check_record, draw_sample
from .words import out_of_bounds

BATCH = 500

__all__ = ["Framed", "check_record", "draw_sample", "record_observations", "save_indicators"]
LOCKED = frozenset({"unit", "baseline", "minimum_change"})
SAID = ("value", "missing", "n", "source")
Row = Mapping[str, Any]
Key = tuple[Any, ...]


@transaction.atomic
def save_indicators(
    ecosystem: Ecosystem,
    rows: Sequence[Row],
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
) -> Outcome:
    """Add or change indicators, recognised by key; journal once.

    Each row maps fields of ``Indicator`` to values, ``key`` at least; a new one needs ``unit`` and
    ``item_id``, or a ``title``, for which an item is added to the framework of indicators; such an
    item is also given another ``title``. ``told`` has title and unit in further languages.

    Raises NotFound to outsiders and for items of elsewhere, NotPermitted, Stale, Invalid, OutOfBounds
    for a baseline or target that is no number of the unit, or IndicatorLocked where an observed
    indicator would change its unit, baseline or minimum change.
    """
    _permitted(ecosystem, by, EDIT_INDICATORS)
    rows = [with_kept_told(Indicator, row, ecosystem) for row in rows]
    _all_of(
        Item.objects.filter(framework__ecosystem=ecosystem),
        {row["item_id"] for row in rows if row.get("item_id")},
    )
    here = Indicator.objects.select_for_update(of=("self",)).select_related("item__framework")
    kept = {one.key: one for one in here.filter(ecosystem=ecosystem)}
    fresh = [row for row in rows if row["key"] not in kept]
    changed = _revised([row for row in rows if row["key"] in kept], kept, revision)
    titled = _items(ecosystem, fresh)
    new = [Indicator(ecosystem=ecosystem, **_values(row, titled)) for row in fresh]
    _within_bounds([*new, *changed])
    Indicator.objects.bulk_create(new, BATCH)
    outcome = Outcome(len(new), len(changed), len(rows) - len(new) - len(changed))
    _record("indicators_saved", [*new, *changed], ecosystem, by, at, outcome)
    return outcome


def _values(row: Row, titled: Mapping[str, int]) -> dict[str, Any]:
    """Fields of a new indicator; its item is the one given, or the one made for its title."""
    given = {name: value for name, value in row.items() if name != "title"}
    return {**given, "item_id": given.get("item_id") or titled[row["key"]]}


def _within_bounds(indicators: Sequence[Indicator]) -> None:
    for one in indicators:
        for name in ("baseline", "target"):
            if not fits(one.unit, getattr(one, name)):
                raise out_of_bounds(name, getattr(one, name), one.unit)


def _revised(
    rows: Sequence[Row], kept: Mapping[str, Indicator], revision: int | None
) -> list[Indicator]:
    """Save the indicators that differ from their rows; raise IndicatorLocked for observed ones."""
    seen = Observation.objects.filter(indicator__in=[kept[row["key"]] for row in rows])
    observed = set(seen.values_list("indicator", flat=True))
    changed = []
    for row in rows:
        old = kept[row["key"]]
        fields = old.revise(
            revision, **{name: value for name, value in row.items() if name != "title"}
        )
        if LOCKED.intersection(fields) and old.pk in observed:
            raise IndicatorLocked(key=old.key)
        retitled = _retitled(old, row.get("title", ""))
        if fields or retitled:
            old.revision += 0 if fields else 1
            old.save()
            changed.append(old)
    return changed


def _retitled(indicator: Indicator, title: str) -> bool:
    """Give an item that is the indicator's own another title; items of frameworks keep theirs."""
    item = indicator.item
    if not title or item.title == title or item.framework.kind != INDICATORS:
        return False
    item.title = title
    item.save(update_fields=["title"])
    return True


def _items(ecosystem: Ecosystem, rows: Sequence[Row]) -> dict[str, int]:
    """Ids of items for indicators that come without one, by key, in a framework of their own."""
    wanted = {row["key"]: row.get("title", "") for row in rows if not row.get("item_id")}
    if not wanted:
        return {}
    framework, _ = Framework.objects.get_or_create(
        ecosystem=ecosystem,
        key=INDICATORS,
        version="1",
        defaults={"title": "Indicators", "kind": INDICATORS},
    )
    items = Item.objects.filter(framework=framework)
    known = dict(items.values_list("code", "pk"))
    last = items.aggregate(last=Max("position"))["last"]
    position = -1 if last is None else last
    for key in wanted.keys() - known.keys():
        position += 1
        item = Item(framework=framework, code=key, title=wanted[key], position=position)
        item.save()
        known[key] = item.pk
    return {key: known[key] for key in wanted}


@transaction.atomic
def record_observations(
    ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime
) -> Outcome:
    """Record values of indicators; journal once.

    Rows have ``indicator_id``, ``organisation_id``, ``starts``, ``ends`` (both days are in the
    period), perhaps ``group_id``, and by these are recognised; and ``value`` or ``missing`` (the
    reason), perhaps ``n`` and ``source``. Of a key given twice the last row stands.

    Raises NotFound to outsiders and for rows of elsewhere, NotPermitted, ValueOrReason, PeriodOrder
    or OutOfBounds for a value that is no number of the indicator's unit.
    """
    _permitted(ecosystem, by, RECORD_OBSERVATIONS)
    _check(ecosystem, rows)
    wanted = {_key(row): row for row in rows}
    kept = _kept(ecosystem, wanted.values())
    new, changed = list[Observation](), list[Observation]()
    for key, row in wanted.items():
        said = {name: row.get(name, "" if name in ("missing", "source") else None) for name in SAID}
        old = kept.get(key)
        if old is None:
            names = ("indicator_id", "organisation_id", "group_id", "starts", "ends")
            place = dict(zip(names, key, strict=True))
            origin = row.get("origin", by.origin)
            new.append(
                Observation(ecosystem=ecosystem, origin=origin, recorded_at=at, **place, **said)
            )
        elif any(getattr(old, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(old, name, value)
            old.recorded_at = at
            changed.append(old)
    add_all(Observation, new)
    Observation.objects.bulk_update(changed, [*SAID, "recorded_at"], BATCH)
    outcome = Outcome(len(new), len(changed), len(wanted) - len(new) - len(changed))
    touched = {one.indicator_id for one in [*new, *changed]}
    _record("recorded", list(Indicator.objects.filter(pk__in=touched)), ecosystem, by, at, outcome)
    return outcome


def _check(ecosystem: Ecosystem, rows: Sequence[Row]) -> None:
    for row in rows:
        if (row.get("value") is None) == (not row.get("missing")):
            raise ValueOrReason
        if row["ends"] < row["starts"]:
            raise PeriodOrder
    known = Indicator.objects.filter(pk__in={row["indicator_id"] for row in rows})
    units = dict(known.filter(ecosystem=ecosystem).values_list("pk", "unit"))
    for row in rows:
        if row["indicator_id"] not in units:
            raise NotFound
        if not fits(units[row["indicator_id"]], row.get("value")):
            raise out_of_bounds("value", row["value"], units[row["indicator_id"]])
    places = Organisation.objects.filter(
        Q(kept_by=ecosystem) | Q(memberships__ecosystem=ecosystem)
    ).distinct()
    _all_of(places, {row["organisation_id"] for row in rows})
    groups = {row["group_id"] for row in rows if row.get("group_id")}
    _all_of(PopulationGroup.objects.filter(ecosystem=ecosystem), groups)


def _key(row: Row) -> Key:
    group = row.get("group_id")
    return row["indicator_id"], row["organisation_id"], group, row["starts"], row["ends"]


def _kept(ecosystem: Ecosystem, rows: Iterable[Row]) -> dict[Key, Observation]:
    indicators = {row["indicator_id"] for row in rows}
    found = Observation.objects.select_for_update().filter(
        ecosystem=ecosystem, indicator__in=indicators
    )
    return {
        (one.indicator_id, one.organisation_id, one.group_id, one.starts, one.ends): one
        for one in found
    }


def _all_of(rows: Any, wanted: set[int]) -> None:
    """Raise NotFound unless every wanted id is among the rows."""
    if wanted and wanted - set(rows.values_list("pk", flat=True)):
        raise NotFound


def _permitted(ecosystem: Ecosystem, by: Actor, permission: str) -> None:
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, permission, within=ecosystem.pk)


def _record(
    what: str,
    indicators: Sequence[Indicator],
    ecosystem: Ecosystem,
    by: Actor,
    at: datetime,
    outcome: Outcome,
) -> None:
    if not (outcome.new or outcome.changed):
        return
    journal.record(
        f"observations.{what}",
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[("observations.indicator", one.uuid) for one in indicators],
        payload={"new": outcome.new, "changed": outcome.changed},
    )
