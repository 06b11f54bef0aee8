"""What an ecosystem works with, as sections of a blueprint: frameworks, bodies, kinds, indicators."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_UP, Decimal
from typing import Any

from django.db.models import Prefetch

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.bodies.models import Body, Constituency
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import INDICATORS, Association, Framework, Item
from hedgerow.commons.observations.models import Indicator
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.foundation.blueprints import UNTITLED

from .keys import Keys, key_from
from .tellings import telling

Rows = list[dict[str, Any]]
FINEST = Decimal("0.0001")


def frameworks(row: Ecosystem, scales: Mapping[int, str]) -> Rows:
    """Each version with its tree, ties and ``scales``; those without an item say nothing yet."""
    rows = Framework.objects.filter(ecosystem=row).exclude(kind=INDICATORS).order_by("pk")
    # joined in: each of thousands of ties may end at another item, of whom too many cannot be asked for at once
    ties = Prefetch("associations", Association.objects.select_related("origin", "destination"))
    found = [one for one in rows.prefetch_related("items", ties) if one.items.all()]
    keys, named = Keys(), {}
    for one in found:
        if one.key not in named:
            named[one.key] = keys.new(one.key)
    versions = {one.pk: (named[one.key], one.version) for one in found}
    return [
        {
            "key": named[one.key], "title": telling(one, "title", one.title or one.key, row),
            "source": one.source, "scale": scales.get(one.scale_id or 0, ""),
            "version": one.version, "status": one.status, "adopted_on": one.adopted_on,
            "ended_on": one.ended_on, "items": list(_items(one.items.all(), scales, row)),
            "ties": list(_ties(one, versions)),
        }
        for one in found
    ]  # fmt: skip


def _ties(row: Framework, versions: Mapping[int, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Ties between items that come along, or to an address."""
    for one in sorted(row.associations.all(), key=lambda tie: tie.pk):
        origin = _end(one.origin, one.origin_uri, row, versions)
        destination = _end(one.destination, one.destination_uri, row, versions)
        if origin and destination:
            title = one.origin_title or one.destination_title
            said = {"kind": one.kind, "origin": origin, "destination": destination}
            yield {**said, "title": title, "notes": one.notes}


def _end(
    item: Item | None, uri: str, own: Framework, versions: Mapping[int, tuple[str, str]]
) -> str:
    """How a blueprint names the end of a tie; empty for one that does not come along."""
    if item is None:
        return uri if uri.startswith(("http://", "https://")) else ""
    if item.framework_id == own.pk:
        return item.code
    if item.framework_id not in versions:
        return ""
    key, version = versions[item.framework_id]
    return f"{key}@{version}/{item.code}"


def _items(
    rows: Iterable[Item], scales: Mapping[int, str], place: Ecosystem
) -> Iterator[dict[str, Any]]:
    """Each item before those below it."""
    rows = sorted(rows, key=lambda one: (one.position, one.pk))
    codes = {one.pk: one.code for one in rows}
    below: dict[int | None, list[Item]] = defaultdict(list)
    for one in rows:
        below[one.parent_id].append(one)
    waiting = below[None][::-1]
    while waiting:
        one = waiting.pop()
        parent = codes[one.parent_id] if one.parent_id else ""
        yield {
            "code": one.code,
            "title": telling(one, "title", one.title, place) or {**one.in_others("title")} or UNTITLED,
            "parent": parent, "description": telling(one, "description", one.description, place),
            "scale": scales.get(one.scale_id or 0, ""),
        }  # fmt: skip
        waiting.extend(below[one.pk][::-1])


def bodies(row: Ecosystem) -> Rows:
    """Those of the whole: a body of one organisation bears its name, and stays."""
    keys = Keys()
    found = Body.objects.filter(ecosystem=row, organisation=None).order_by("pk")
    return [
        {
            "key": keys.new(one.key), "title": telling(one, "name", one.name or one.key, row),
            "founded": one.founded, "simulated": one.simulated, **_seats(one.constituencies.all(), row),
        }
        for one in found.prefetch_related("constituencies")
    ]  # fmt: skip


def _seats(rows: Iterable[Constituency], place: Ecosystem) -> dict[str, Any]:
    ordered = sorted(rows, key=lambda one: (one.position, one.pk))
    shared = [
        {"title": telling(one, "name", one.name or one.key, place), "seats": one.quota}
        for one in ordered
        if one.quota
    ]
    return {"seats": sum(one.quota for one in ordered), "constituencies": shared}


def kinds(rows: Iterable[Kind], keys: Mapping[int, str], place: Ecosystem) -> Rows:
    """Each by its key."""
    return [
        {
            "key": keys[one.pk], "title": telling(one, "name", one.name or one.key, place),
            "minimum_hours": hours(one.minimum_minutes),
            "needs_confirmation": one.needs_confirmation, "simulated": one.simulated,
        }
        for one in rows
    ]  # fmt: skip


def keys_of(rows: Iterable[Kind | OpportunityKind]) -> Mapping[int, str]:
    """How a blueprint names kinds of activity or opportunity, by their number."""
    keys = Keys()
    return {one.pk: keys.new(one.key) for one in rows}


def hours(minutes: int | None) -> Decimal | None:
    """Rounded up, so that the minutes they are read as are those that were meant."""
    return (Decimal(minutes) / 60).quantize(FINEST, ROUND_UP) if minutes else None


def indicators(row: Ecosystem) -> Rows:
    """Each with its title, unit, direction, baseline and target."""
    keys = Keys()
    return [
        {
            "key": keys.new(one.key), "direction": one.direction, "baseline": one.baseline,
            "title": telling(one, "title", one.item.title or one.key, row),
            "unit": telling(one, "unit", one.unit, row), "target": one.target,
            "core": one.core, "minimum_change": one.minimum_change,
            "by": [key_from(dimension) for dimension in one.disaggregation],
        }
        for one in Indicator.objects.filter(ecosystem=row).select_related("item").order_by("pk")
    ]  # fmt: skip
