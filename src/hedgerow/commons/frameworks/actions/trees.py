"""Saving scales, and frameworks with their trees of items."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from ..errors import BrokenTree, TooDeep, TooFewSteps
from ..models import Framework, Item, Scale
from ..rules import DEEPEST, faults, too_deep
from .noting import note, permitted
from .using import refuse_used

Row = Mapping[str, Any]
SAID = ("title", "description", "position", "scale", "told")
TEXTS = ("title", "description")


@transaction.atomic
def save_scale(
    ecosystem: Ecosystem,
    key: str,
    name: str,
    steps: Sequence[Sequence[object]],
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    **values: Any,
) -> Scale:
    """Add or change a scale, recognised by key; ``steps`` are (value, label), lowest first.

    ``values`` are ``told`` and ``simulated``; one whose steps were made up is made up no longer once
    something differs.

    Raises NotFound to outsiders, NotPermitted, Stale, TooFewSteps or Invalid.
    """
    permitted(ecosystem, by)
    if len(steps) < 2:
        raise TooFewSteps
    check_lengths(Scale, {"name": name})
    said: dict[str, Any] = {"name": name, "steps": [list(step) for step in steps]}
    said |= with_kept_told(Scale, values, ecosystem)
    row, fresh = Scale.objects.select_for_update().get_or_create(
        ecosystem=ecosystem, key=key, defaults=said
    )
    if not fresh:
        if all(getattr(row, field) == value for field, value in said.items()):
            return row
        row.revise(revision, **said)
        row.simulated = bool(values.get("simulated"))
        row.save()
    note("scale_saved", ecosystem, ("frameworks.scale", row.uuid), by, at, {"key": key})
    return row


@transaction.atomic
def save_framework(
    ecosystem: Ecosystem,
    key: str,
    title: str,
    items: Sequence[Row],
    *,
    by: Actor,
    at: datetime,
    version: str = "1",
    revision: int | None = None,
    **values: Any,
) -> Framework:
    """Add or change a framework, recognised by key and version, with the tree of its items.

    Each row of ``items`` has a ``code``, perhaps ``title`` (empty: not recorded), ``parent`` (a code
    further up), ``description``, ``scale`` and ``told``, of which the last three stay where left out.
    Items stand in the order given; those not given go, unless a record points at them.

    Raises NotFound to outsiders, NotPermitted, Stale, BrokenTree, TooDeep, ItemInUse or Invalid.
    """
    permitted(ecosystem, by)
    _possible(ecosystem, items, values.get("scale"))
    items = [with_kept_told(Item, row, ecosystem) for row in items]
    values = with_kept_told(Framework, values, ecosystem)
    row, fresh = Framework.objects.select_for_update().get_or_create(
        ecosystem=ecosystem,
        key=key,
        version=version,
        defaults={"title": title, "changed_at": at, **values},
    )
    changed = [] if fresh else row.revise(revision, title=title, **values)
    grown = _grow(row, items, at)
    if changed or (grown and not fresh):
        row.revision += 0 if changed else 1
        row.changed_at = at
        row.save()
    if fresh or changed or grown:
        said: dict[str, object] = {"key": key, "version": version, "items": len(items)}
        note("framework_saved", ecosystem, ("frameworks.framework", row.uuid), by, at, said)
    return row


def _possible(ecosystem: Ecosystem, items: Sequence[Row], scale: Scale | None) -> None:
    """Raise NotFound for another ecosystem's scale, BrokenTree or TooDeep for what is no tree."""
    for one in (scale, *(row.get("scale") for row in items)):
        if one is not None and one.ecosystem_id != ecosystem.pk:
            raise NotFound
    places = [(row["code"], row.get("parent", "")) for row in items]
    if wrong := faults(places):
        raise BrokenTree(codes=", ".join(wrong))
    if deep := too_deep(places):
        raise TooDeep(most=DEEPEST, codes=", ".join(deep[:5]))
    for row in items:
        check_lengths(Item, {name: row[name] for name in ("code", *TEXTS) if name in row})


def _grow(framework: Framework, rows: Sequence[Row], at: datetime) -> bool:
    """Make the framework's items as given, level by level; whether any changed."""
    kept = {item.code: item for item in framework.items.select_for_update()}
    wanted = {row["code"]: row for row in rows}
    gone = [item for code, item in kept.items() if code not in wanted]
    refuse_used(gone)
    new = []
    for position, row in enumerate(rows):
        if row["code"] not in kept:
            item = Item(framework=framework, code=row["code"], position=position, changed_at=at)
            for name in SAID:
                setattr(item, name, row.get(name, getattr(item, name)))
            new.append(item)
    Item.objects.bulk_create(new, 500)
    items = kept | {item.code: item for item in new}
    changed = [
        items[row["code"]] for position, row in enumerate(rows) if _set(items, row, position)
    ]
    for item in changed:
        item.changed_at = at
    Item.objects.bulk_update(changed, [*SAID, "parent", "changed_at"], 200)
    Item.objects.filter(pk__in=[item.pk for item in gone]).delete()  # parts have moved by now
    return bool(new or gone or changed)


def _set(items: Mapping[str, Item], row: Row, position: int) -> bool:
    """Write what the row says into its item; whether it differed."""
    item = items[row["code"]]
    above = items[row["parent"]].pk if row.get("parent") else None
    said = {
        "title": row.get("title", ""),
        "position": position,
        "parent_id": above,
        **{name: row.get(name, getattr(item, name)) for name in ("description", "scale", "told")},
    }
    differs = any(getattr(item, name) != value for name, value in said.items())
    for name, value in said.items():
        setattr(item, name, value)
    return differs
