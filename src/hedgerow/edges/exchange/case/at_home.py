"""A file's framework in the languages of an ecosystem, rated on scales that are there or come along."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import kept_told, main_language
from hedgerow.commons.ecosystems.told import ToldRow
from hedgerow.commons.frameworks.described import Described, Row
from hedgerow.commons.frameworks.models import Framework, Item, Scale

from .told import language_of, told_of
from .values import Raw


def at_home(
    said: Described, scales: Sequence[Raw], ecosystem: Ecosystem, here: Framework | None
) -> Described:
    """The description with ``told`` and ``scale`` as rows of the ecosystem keep them.

    What a file tells in no further language stays told here; one that has no scale of ours leaves those
    that are here. A scale that is here with the same key, name and steps is that one and stays as it is,
    also where it once came and its key was another's.
    """
    document = said.values["case"].get("document", {})
    language = language_of(document, main_language(ecosystem))
    kept = set(here.items.values_list("identifier", flat=True)) if here else set[UUID]()
    values = {**said.values, **_told(Framework, document, language, ecosystem, here is not None)}
    items = []
    for row in said.items:
        raw = row["case"]["item"]
        own = language_of(raw, language)
        items.append({**row, **_told(Item, raw, own, ecosystem, row["identifier"] in kept)})
    if not scales:
        return replace(said, values=values, items=items)
    rows = _rows(scales, ecosystem)
    values["scale"] = next((rows[one["key"]] for one in scales if one["whole"]), None)
    own_scales = {
        item: rows[one["key"]] for one in scales if not one["whole"] for item in one["items"]
    }
    items = [{**row, "scale": own_scales.get(row["identifier"])} for row in items]
    return replace(said, values=values, items=items, scales=list(rows.values()))


def _told(
    model: type[ToldRow], raw: Mapping[str, Any], own: str, ecosystem: Ecosystem, is_here: bool
) -> Row:
    found = told_of(raw, model)
    if found is None and is_here:
        return {}
    others = {code: texts for code, texts in (found or {}).items() if code != own}
    return {"told": kept_told(model, {own: {}, **others}, ecosystem)}


def _rows(scales: Sequence[Raw], ecosystem: Ecosystem) -> dict[str, Scale]:
    """A row for each key of the file: the one that is here, or one yet to be saved."""
    there = {one.key: one for one in Scale.objects.filter(ecosystem=ecosystem)}
    found: dict[str, Scale] = {}
    for one in scales:
        if one["key"] not in found:
            key, same = _at_its_key(one, there)
            found[one["key"]] = there[key] = same or _made(one, key, ecosystem)
    return found


def _made(one: Raw, key: str, ecosystem: Ecosystem) -> Scale:
    told = kept_told(Scale, _without_main(one["told"], ecosystem), ecosystem)
    return Scale(
        ecosystem=ecosystem, key=key, name=one["name"], steps=one["steps"], told=told,
        simulated=one["simulated"],
    )  # fmt: skip


def _without_main(told: Mapping[str, Any], ecosystem: Ecosystem) -> dict[str, Any]:
    return {code: texts for code, texts in told.items() if code != main_language(ecosystem)}


def _at_its_key(one: Raw, there: Mapping[str, Scale]) -> tuple[str, Scale | None]:
    """The scale that is the same, or the key of a new one: its own, else the first that is free.

    Where another has its own key, one that came before stands at a later one.
    """
    key, more = one["key"], 1
    while (same := there.get(key)) is not None:
        if (same.name, same.steps) == (one["name"], one["steps"]):
            return key, same
        more += 1
        key = f"{one['key'][:55]}-{more}"
    return key, None
