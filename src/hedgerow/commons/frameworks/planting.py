"""What a blueprint says of frameworks and scales, and how they are planted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.blueprints import UNTITLED, Invented, Key, Section, Words, once
from hedgerow.foundation.permissions import Actor

from .actions import save_framework, save_scale, tie_items
from .models import Framework as FrameworkRow
from .models import Item as ItemRow
from .rules import faults, is_kind

ADDRESS = ("http://", "https://")


class Item(Section):
    """``parent`` is the code of an item further up."""

    code: Words
    title: Words = UNTITLED
    parent: str = ""
    description: str = ""


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
    """One version of a framework; those of one key are versions of it."""

    key: Key
    title: Words
    source: str = ""
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


class Scale(Invented):
    """Levels from lowest to highest."""

    key: Key
    title: Words
    levels: Annotated[tuple[Words, ...], Field(min_length=2)]


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
    for scale in scales:
        steps = [(value, label) for value, label in enumerate(scale.levels, 1)]
        save_scale(ecosystem, scale.key, scale.title, steps, by=by, at=at)
    saved: dict[tuple[str, str], FrameworkRow] = {}
    for one in frameworks:
        items = [
            {**item.model_dump(), "title": "" if item.title == UNTITLED else item.title}
            for item in one.items
        ]
        values = one.model_dump(include={"source", "status", "adopted_on", "ended_on"})
        saved[one.key, one.version] = save_framework(
            ecosystem, one.key, one.title, items, by=by, at=at, version=one.version, kind=one.key,
            **values,
        )  # fmt: skip
    if any(one.ties for one in frameworks):
        _plant_ties(saved, frameworks, by, at)


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
