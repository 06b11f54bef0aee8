"""What stood in the form that ends roles, for the page that shows it again with what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from hedgerow.foundation.errors import Invalid

from .asked import LEAVING

LONGEST = 9
"""Digits of a part of a table, and of the number of a line in it."""
FIELDS = {"end": "who", "on": "last_day", "last_day": "last_day"}
"""What is wrong by the names of the actions and of the form → the fields of the page."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """Whom somebody ticked and the last day, as they stood; ``wrong`` is what is wrong, by field.

    ``leaving`` where those who change class leave the old one.
    """

    who: frozenset[int] = frozenset()
    everybody: bool = False
    gone: bool = False
    moved: bool = False
    last_day: str = ""
    leaving: bool = False
    wrong: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def wrong_who(self) -> Sequence[str]:
        return self.wrong.get("who", ())

    @property
    def wrong_day(self) -> Sequence[str]:
        return self.wrong.get("last_day", ())


def ticked(said: QueryDict, refused: Invalid) -> Ticked:
    """What was sent, with what was wrong with it."""
    wrong: dict[str, list[str]] = {}
    for name, texts in refused.fields.items():
        wrong.setdefault(FIELDS.get(name, "who"), []).extend(map(str, texts))
    return Ticked(
        frozenset(numbers(said.getlist("who"))),
        everybody="everybody" in said,
        gone="gone" in said,
        moved="moved" in said,
        last_day=said.get("last_day", ""),
        leaving=LEAVING in said,
        wrong=wrong,
    )


def numbers(said: Sequence[str]) -> list[int]:
    """What of it is a number."""
    return list(_numbers(said))


def part_of(said: str | None) -> int:
    """The part of a table that is asked for; the first where that is none."""
    return next(_numbers([said or ""]), 1)


def _numbers(said: Sequence[str]) -> Iterator[int]:
    for one in said:
        if one.isascii() and one.isdigit() and len(one) <= LONGEST:
            yield int(one)
