"""Who is absent, and new in this list under another number or another spelling."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.rules import Told, may_be_spelt, words
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Record

TOLD = ("name", "born", "email")
TELLING = 100
"""A day on which more of a list are born is one that a program writes where it knows none."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A new line in which somebody absent may be meant."""

    line: int
    name: str


def likely(
    ecosystem: Ecosystem, people: Mapping[int, str], new: Sequence[Record]
) -> Mapping[int, Likely]:
    """By person (id), of those absent, with their codes: the first new line that may mean them."""
    if not people or not new:
        return {}
    by: dict[Any, list[tuple[Told, Record]]] = defaultdict(list)
    for told, record in _told(ecosystem, new):
        by[tuple(words(told[0]))].append((told, record))
        if told[1]:
            by[told[1]].append((told, record))
    found: dict[int, Likely] = {}
    for some in in_parts(people):
        for pk, *said in Person.objects.filter(pk__in=some).values_list("pk", *TOLD):
            own: Told = (said[0], said[1], said[2])
            born = by.get(own[1], ()) if own[1] else ()
            near = [*by.get(tuple(words(own[0])), ()), *(born if len(born) <= TELLING else ())]
            same = (one for one in near if _code(one[1]) != people[pk])
            first = next((one for one in same if may_be_spelt(own, one[0])), None)
            if first is not None:
                found[pk] = Likely(first[1].line, first[0][0])
    return found


def _code(record: Record) -> str:
    return record.text("person_code") or record.text("code")


def _told(ecosystem: Ecosystem, new: Iterable[Record]) -> Iterator[tuple[Told, Record]]:
    """What is said of whom each new line names: in the line, or here by code."""
    coded: dict[str, Record] = {}
    for one in new:
        if "name" in one.values:
            born = one.values.get("born")
            told = one.text("name"), born if isinstance(born, date) else None, one.text("email")
            yield told, one
        elif one.text("person_code"):
            coded[one.text("person_code")] = one
    kept = Person.objects.filter(kept_by=ecosystem, erased_at=None)
    for some in in_parts(coded):
        for code, name, born, email in kept.filter(code__in=some).values_list("code", *TOLD):
            yield (name, born, email), coded[code]
