"""Numbers of this installation inside lists and mappings, given as public ids as those of columns are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.apps import apps

from hedgerow.commons.ecosystems.models import Ecosystem

from .contents import Part

ENTRY: Final = ""
"""Stands for what a list holds itself, where its entries are numbers and no mappings."""
INSIDE: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("choice.Wish", "reserves"): {ENTRY: "choice.Criterion"},
    ("choice.Outcome", "refusals"): {"offer": "choice.Offer", "rule": "choice.Criterion"},
}
"""By model and column: which names in the entries of its list hold numbers, and of which rows."""
Ids = Mapping[str, Mapping[int, str]]


def public_inside(part: Part, name: str, ecosystem: Ecosystem) -> Callable[[Any], object] | None:
    """How lists of the column are given; None where they hold no numbers. One query a kind of row."""
    found = INSIDE.get((part.label, name))
    if found is None:
        return None
    ids = {key: _ids_of(label, ecosystem) for key, label in found.items()}
    return lambda entries: [_entry(one, ids) for one in entries or ()]


def _ids_of(label: str, ecosystem: Ecosystem) -> Mapping[int, str]:
    rows = apps.get_model(label)._default_manager.filter(round__ecosystem=ecosystem)
    return {pk: str(uuid) for pk, uuid in rows.values_list("pk", "uuid")}


def _entry(one: Any, ids: Ids) -> object:
    """With ids for numbers; null for rows that are gone since."""
    if not isinstance(one, dict):
        return ids[ENTRY].get(one)
    return {key: ids[key].get(value) if key in ids else value for key, value in one.items()}
