"""The items of a framework as a tree that a page can show, however deep it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from .models import Item
from .rules import DEEPEST


@dataclass(frozen=True, slots=True)
class Branch:
    """An item in its tree; an empty title is not recorded.

    ``within`` is the code of the item it is a part of, where it stands too deep to be shown under it.
    """

    uuid: UUID
    code: str
    title: str
    description: str
    parts: "tuple[Branch, ...]"
    within: str = ""


def branches_of(items: Sequence[Item]) -> tuple[Branch, ...]:
    """The tree, as deep as pages nest: what stands deeper follows on the last level, and says of what it is a part."""
    shown: dict[int | None, list[Item]] = defaultdict(list)
    codes: dict[int | None, str] = {one.pk: one.code for one in items}
    within: dict[int, str] = {}
    home: dict[int | None, int | None] = {None: None}  # under whom parts of an item are shown
    for one, depth in in_order(items):
        above = home[one.parent_id]
        shown[above].append(one)
        if above != one.parent_id:
            within[one.pk] = codes[one.parent_id]
        home[one.pk] = one.pk if depth + 1 < DEEPEST else above

    def under(parent: int | None) -> tuple[Branch, ...]:
        return tuple(
            Branch(
                one.uuid, one.code, one.said("title"), one.said("description"),
                under(one.pk), within.get(one.pk, ""),
            )
            for one in shown[parent]
        )  # fmt: skip

    return under(None)


def in_order(items: Iterable[Item]) -> Iterator[tuple[Item, int]]:
    """Items with their depth, each before its parts; one that stands under none of them is left out."""
    below: dict[int | None, list[Item]] = defaultdict(list)
    for one in items:
        below[one.parent_id].append(one)
    waiting = [(one, 0) for one in reversed(below[None])]
    while waiting:
        here, depth = waiting.pop()
        yield here, depth
        waiting += ((one, depth + 1) for one in reversed(below[here.pk]))
