"""What a blueprint says of frameworks and scales, and how they are planted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import Named, Told, in_languages
from hedgerow.foundation.blueprints import UNTITLED, Key, Section, Words, once
from hedgerow.foundation.permissions import Actor

from .actions import save_framework, tie_items
from .models import Framework as FrameworkRow
from .models import Item as ItemRow
from .models import Scale as ScaleRow
from .rules import faults, is_kind
from .scale_planting import Scale, plant_scale

ADDRESS = ("http://", "https://")


class Item(Section):
    """``parent`` is the code of an item further up, ``scale`` the key of that on which it is rated."""

    code: Words
    title: Named = UNTITLED
    parent: str = ""
    description: Told = ""
    scale: str = ""


class Tie(Section):
    """A tie between two items; an end is a code of this framework, ``key/code`` or
    ``key@version/code`` of another one, or an address that begins with http."""

    kind: Words
    origin: Words
    destination: Words
    title: str = ""
    notes: str = ""

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        if not is_kind(self.kind):
            raise ValueError(f"a kind of association of CASE; not {self.kind}")
        return self


class Framework(Section):
    """One version of a framework; those of one key are versions of it.

    Items are rated on the scale of the key ``scale``, those that name one of their own on that.
    """

    key: Key
    title: Named
    source: str = ""
    scale: str = ""
    version: Annotated[str, Field(min_length=1, max_length=40)] = "1"
    status: Literal["draft", "adopted", "deprecated"] = "adopted"
    adopted_on: date | None = None
    ended_on: date | None = None
    ties: tuple[Tie, ...] = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _codes_differ(self) -> Self:
        once("item codes", (item.code for item in self.items))
        return self

    @model_validator(mode="after")
    def _parents_stand_above(self) -> Self:
        wrong = faults([(item.code, item.parent) for item in self.items])
        if wrong:
            raise ValueError(f"items below others named before them; not {', '.join(wrong)}")
        return self


Codes = Mapping[tuple[str, str, str], Any]


def loose_ends(frameworks: Sequence[Framework]) -> list[str]:
    """Ends of ties that are neither addresses nor items of one of the frameworks."""
    codes = {(one.key, one.version, item.code): True for one in frameworks for item in one.items}
    return [
        said
        for one in frameworks
        for tie in one.ties
        for said in (tie.origin, tie.destination)
        if not said.startswith(ADDRESS) and _named(said, one, codes) not in codes
    ]


def unknown_scales(frameworks: Sequence[Framework], scales: Sequence[Scale]) -> list[str]:
    """Scales that frameworks or their items name, and that are none of these."""
    named = {one.scale for one in frameworks} | {
        item.scale for one in frameworks for item in one.items
    }
    return sorted(named - {one.key for one in scales} - {""})


def _named(said: str, own: Framework, codes: Codes) -> tuple[str, str, str]:
    """Key, version and code of the item that an end names."""
    if (own.key, own.version, said) in codes:
        return own.key, own.version, said
    where, _slash, code = said.partition("/")
    key, _at, version = where.partition("@")
    return key, version or "1", code


def plant_frameworks(
    ecosystem: Ecosystem,
    frameworks: Sequence[Framework],
    scales: Sequence[Scale],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Save scales and frameworks, then ties; a title that is not recorded stays empty."""
    kept = {one.key: plant_scale(ecosystem, one, by, at) for one in scales}
    saved: dict[tuple[str, str], FrameworkRow] = {}
    for one in frameworks:
        items = [_item(item, kept, ecosystem.languages) for item in one.items]
        values = one.model_dump(include={"source", "status", "adopted_on", "ended_on"})
        values |= in_languages({"title": one.title}, ecosystem.languages)
        saved[one.key, one.version] = save_framework(
            ecosystem, one.key, items=items, by=by, at=at, version=one.version, kind=one.key,
            scale=kept.get(one.scale), **values,
        )  # fmt: skip
    if any(one.ties for one in frameworks):
        _plant_ties(saved, frameworks, by, at)


def _item(one: Item, scales: Mapping[str, ScaleRow], languages: Sequence[str]) -> dict[str, Any]:
    title = "" if one.title == UNTITLED else one.title
    texts = in_languages({"title": title, "description": one.description}, languages)
    return {"code": one.code, "parent": one.parent, "scale": scales.get(one.scale), **texts}


def _plant_ties(
    saved: Mapping[tuple[str, str], FrameworkRow],
    frameworks: Iterable[Framework],
    by: Actor,
    at: datetime,
) -> None:
    keys = {row.pk: key for key, row in saved.items()}
    items = {
        (*keys[item.framework_id], item.code): item.pk
        for item in ItemRow.objects.filter(framework__in=keys)
    }
    for one in frameworks:
        rows = [
            {
                "kind": tie.kind, "notes": tie.notes,
                **_end("origin", tie.origin, one, items, tie.title),
                **_end("destination", tie.destination, one, items, tie.title),
            }
            for tie in one.ties
        ]  # fmt: skip
        if rows:
            tie_items(saved[one.key, one.version], rows, by=by, at=at)


def _end(end: str, said: str, own: Framework, items: Codes, title: str) -> dict[str, Any]:
    """One end as the action takes it."""
    if said.startswith(ADDRESS):
        return {f"{end}_uri": said, f"{end}_title": title}
    return {f"{end}_id": items[_named(said, own, items)]}
