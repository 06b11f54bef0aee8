"""Ties between items: of one framework, across frameworks, and to what is elsewhere."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from ..errors import NoSuchKind, OneEndMissing, TiedToItself, TieOfTree
from ..models import Association, Framework, Item
from ..rules import EITHER_WAY, is_kind
from .noting import note, permitted

Row = Mapping[str, Any]
ENDS = ("origin", "destination")
ADDRESS = ("http://", "https://", "urn:")
BATCH = 500


@transaction.atomic
def tie_items(framework: Framework, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Add ties that stand with the framework; one that is there already is left as it is.

    Each row has a ``kind``, and for ``origin`` and ``destination`` either ``…_id`` of an item of
    the ecosystem or ``…_uri`` and perhaps ``…_title`` of something elsewhere; perhaps ``notes``
    and ``sequence``.

    Raises NotFound for outsiders and items of other ecosystems, NotPermitted, NoSuchKind,
    OneEndMissing, TiedToItself or TieOfTree.
    """
    permitted(framework.ecosystem, by)
    items = _items(framework.ecosystem, rows)
    for row in rows:
        _refuse(framework, row, items)
    known = {key for one in framework.associations.all() for key in _keys(one)}
    new = []
    for row in rows:
        made = Association(framework=framework, changed_at=at, **_said(row, items))
        if not known.intersection(_keys(made)):
            known.update(_keys(made))
            new.append(made)
    Association.objects.bulk_create(new, BATCH)
    if new:
        said: dict[str, object] = {"ties": len(new), "kinds": sorted({one.kind for one in new})}
        subject = ("frameworks.framework", framework.uuid)
        note("items_tied", framework.ecosystem, subject, by, at, said)
    return Outcome(len(new), unchanged=len(rows) - len(new))


@transaction.atomic
def untie(tie: Association, *, by: Actor, at: datetime) -> None:
    """Take a tie away. Raises NotFound to outsiders, or NotPermitted."""
    seen = Framework.objects.visible_to(by).filter(pk=tie.framework_id)
    if not seen.exists():
        raise NotFound
    permitted(tie.framework.ecosystem, by)
    gone, _kinds = Association.objects.filter(pk=tie.pk).delete()
    if not gone:
        raise NotFound
    subject = ("frameworks.framework", tie.framework.uuid)
    said: dict[str, object] = {"kind": tie.kind, "identifier": str(tie.identifier)}
    note("tie_removed", tie.framework.ecosystem, subject, by, at, said)


def _items(ecosystem: Ecosystem, rows: Sequence[Row]) -> dict[int, Item]:
    wanted = sorted({pk for row in rows for end in ENDS if (pk := row.get(f"{end}_id"))})
    own = Item.objects.filter(framework__ecosystem=ecosystem)
    found: dict[int, Item] = {}
    for start in range(0, len(wanted), BATCH):
        found |= {one.pk: one for one in own.filter(pk__in=wanted[start : start + BATCH])}
    if len(found) != len(wanted):
        raise NotFound
    return found


def _refuse(framework: Framework, row: Row, items: Mapping[int, Item]) -> None:
    if not is_kind(row["kind"]):
        raise NoSuchKind(kind=row["kind"])
    check_lengths(Association, {"notes": row.get("notes") or ""})
    for end in ENDS:
        if not row.get(f"{end}_id") and not str(row.get(f"{end}_uri", "")).startswith(ADDRESS):
            raise OneEndMissing
    here = [items[pk] for end in ENDS if (pk := row.get(f"{end}_id"))]
    if not here:
        raise OneEndMissing
    if len({one.pk for one in here}) < len(here):
        raise TiedToItself
    own = {one.framework_id for one in here} == {framework.pk} and len(here) == len(ENDS)
    if own and row["kind"] == "isChildOf":
        raise TieOfTree


def _said(row: Row, items: Mapping[int, Item]) -> dict[str, Any]:
    names = ("kind", "origin_id", "origin_title", "origin_uri", "destination_id",
             "destination_title", "destination_uri", "sequence", "notes")  # fmt: skip
    said = {name: row[name] for name in names if row.get(name) is not None}
    for end in ENDS:  # an item here is told by itself
        if pk := row.get(f"{end}_id"):
            said[f"{end}_title"] = said[f"{end}_uri"] = ""
            said[f"{end}_identifier"] = str(items[pk].identifier)
        else:
            said[f"{end}_identifier"] = said[f"{end}_uri"][:200]
    return said


def _keys(one: Association) -> list[tuple[str, object, object]]:
    """What makes a tie the same as another; from both ends where it says the same."""
    origin = one.origin_id or one.origin_uri
    destination = one.destination_id or one.destination_uri
    found: list[tuple[str, object, object]] = [(one.kind, origin, destination)]
    return found + ([(one.kind, destination, origin)] if one.kind in EITHER_WAY else [])


def resolve_ends(ecosystem: Ecosystem, items: Sequence[Item]) -> int:
    """Join ties whose end was elsewhere until now to the items that have come; how many."""
    found = {str(one.identifier): one for one in items}
    loose = Association.objects.filter(framework__ecosystem=ecosystem)
    joined = 0
    for end in ENDS:
        waiting = loose.filter(Q(**{f"{end}__isnull": True}) & ~Q(**{f"{end}_identifier": ""}))
        meant = [one for one in waiting if getattr(one, f"{end}_identifier") in found]
        for one in meant:
            setattr(one, end, found[getattr(one, f"{end}_identifier")])
        Association.objects.bulk_update(meant, [end], BATCH)
        joined += len(meant)
    return joined
