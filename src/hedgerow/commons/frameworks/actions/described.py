"""Taking a framework in as a file describes it: all that differs, in few statements."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import BATCH, in_parts

from ..described import ENDS, Described, Differences, Part, differences
from ..models import Association, Definition, Framework, Item
from .noting import note, permitted
from .ties import resolve_ends
from .using import refuse_used


@transaction.atomic
def save_described(
    ecosystem: Ecosystem, said: Described, key: str, kind: str, *, by: Actor, at: datetime
) -> Framework:
    """Add or change a framework, recognised by identifier, with all that belongs to it.

    Items that are not described go, unless a record points at them. ``key`` and ``kind`` are those of a new one.

    Raises NotFound to outsiders, NotPermitted or ItemInUse.
    """
    permitted(ecosystem, by)
    found = differences(ecosystem, said)
    if found.framework and not found.any:
        return found.framework
    refuse_used(found.items.gone)
    for scale in said.scales:
        if scale.pk is None:
            scale.save()
    row = found.framework or Framework(ecosystem=ecosystem, key=key, kind=kind)
    for name, value in {"identifier": said.identifier, **said.values}.items():
        setattr(row, name, value)
    row.revision += 1 if found.framework else 0
    row.save()
    items = _save_items(row, found.items)
    _save_definitions(row, found.definitions)
    _save_ties(row, found, items)
    resolve_ends(ecosystem, list(items.values()))
    counted: dict[str, object] = {"key": row.key, "version": row.version, "items": len(items)}
    note("framework_saved", ecosystem, ("frameworks.framework", row.uuid), by, at, counted)
    return row


def _save_items(row: Framework, part: Part) -> dict[UUID, Item]:
    """The items as described; all of the framework's, by identifier."""
    parents: dict[UUID, UUID | None] = {}
    new, changed = [], []
    for said in part.new:
        plain = dict(said)
        parents[said["identifier"]] = plain.pop("parent")
        new.append(Item(framework=row, **plain))
    for said, item, _was in part.changed:
        plain = dict(said)
        parents[said["identifier"]] = plain.pop("parent")
        for name, value in plain.items():
            setattr(item, name, value)
        changed.append(item)
    moved = [item for _said, item, was in part.changed if "code" in was]
    clear_codes([item.pk for item in (*moved, *part.gone)])
    Item.objects.bulk_create(new, BATCH)
    items = {one.identifier: one for one in row.items.all()} | {
        one.identifier: one for one in (*new, *changed)
    }
    for identifier, above in parents.items():
        items[identifier].parent = items[above] if above else None
    Item.objects.bulk_update([one for one in new if one.parent_id], ["parent"], BATCH)
    fields = sorted({name for _said, _item, was in part.changed for name in was})
    if changed:
        Item.objects.bulk_update(changed, fields, BATCH // 5)
    for one in part.gone:
        items.pop(one.identifier)
    Item.objects.filter(pk__in=[one.pk for one in part.gone]).delete()  # parts have moved by now
    return items


def clear_codes(pks: list[int]) -> None:
    """Let codes change hands: no two items of a framework ever share one."""
    for some in in_parts(pks):
        for item in Item.objects.filter(pk__in=some):
            item.code = f"~{item.pk}"
            item.save(update_fields=["code"])


def _save_definitions(row: Framework, part: Part) -> None:
    Definition.objects.filter(pk__in=[one.pk for one in part.gone]).delete()
    Definition.objects.bulk_create([Definition(framework=row, **one) for one in part.new], BATCH)
    changed = []
    for said, old, _was in part.changed:
        for name, value in said.items():
            setattr(old, name, value)
        changed.append(old)
    Definition.objects.bulk_update(changed, ["position", "case"], BATCH)


def _save_ties(row: Framework, found: Differences, items: Mapping[UUID, Item]) -> None:
    by_text = {str(identifier): item for identifier, item in items.items()}
    part = found.ties
    Association.objects.filter(pk__in=[one.pk for one in part.gone]).delete()

    def joined(said: dict[str, Any]) -> dict[str, Any]:
        ends = {end: by_text.get(said[f"{end}_identifier"], said[end]) for end in ENDS}
        return said | ends

    new = [Association(framework=row, **joined(said)) for said in part.new]
    Association.objects.bulk_create(new, BATCH)
    changed, names = [], set()
    for said, old, _was in part.changed:
        for name, value in joined(said).items():
            setattr(old, name, value)
            names.add(name)
        changed.append(old)
    if changed:
        Association.objects.bulk_update(changed, sorted(names), BATCH // 5)
