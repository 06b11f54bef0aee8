"""Choosing one person of thousands: by a name or a code, never of others than those who may be chosen."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self

from django.core.exceptions import ValidationError
from django.db.models import Case, QuerySet, Value, When

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.queries import by_name
from hedgerow.commons.people.rules import sort_name

from .models import Assignment

FEW: Final = 60
"""So many stand in a list of choices; of more one is found by name."""
MOST: Final = 20
"""So many of one name are shown; of more the name has to be written further."""
LONGEST: Final = 100

Listed = Callable[[Sequence[Person]], Sequence[Any]]
"""The choices of a list for these people: keys with labels, or such under titles."""


class Sought(str):
    """Words that name nobody or several, as they were written.

    ``found`` are whom they may mean, one more than are shown where there are more; ``stood`` is the
    key that was chosen until then.
    """

    __slots__ = ("found", "stood")
    found: Sequence[Person]
    stood: str

    def __new__(cls, words: str = "", found: Sequence[Person] = (), stood: str = "") -> Self:
        made = super().__new__(cls, words)
        made.found, made.stood = found, stood
        return made


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody to choose; the code only where nothing else tells them from another."""

    key: str
    name: str
    grade: str
    school: str
    code: str
    chosen: bool


class Among:
    """The people of whom one is chosen by ``key``, their public id or "pk".

    Only those are ever found, named or shown.
    """

    def __init__(
        self, people: QuerySet[Person], place: Ecosystem, key: str, listed: Listed | None
    ) -> None:
        self.people, self.place, self.key = people, place, key
        self._listed = listed or self._by_name
        self._sought: dict[tuple[str, str], str] = {}

    @cached_property
    def few(self) -> list[Person] | None:
        """All of them by name; None where they are many. One query."""
        rows = list(self.people.order_by()[: FEW + 1])
        return None if len(rows) > FEW else sorted(rows, key=lambda one: (one.sort_name, one.pk))

    @cached_property
    def choices(self) -> Sequence[Any]:
        """What a list offers; nothing where they are many."""
        return self._listed(self.few) if self.few else ()

    def _by_name(self, rows: Sequence[Person]) -> list[tuple[str, str]]:
        return [(self.key_of(one), one.name) for one in rows]

    def key_of(self, one: Person) -> str:
        return str(getattr(one, self.key))

    def seek(self, words: str, stood: str) -> str:
        """The key of the only one whom the words mean, else a ``Sought``; looked up once."""
        if (words, stood) not in self._sought:
            self._sought[words, stood] = self._seek(words, stood)
        return self._sought[words, stood]

    def _seek(self, words: str, stood: str) -> str:
        whole = When(sort_name=sort_name(words), then=Value(0))
        named = self.people.filter(by_name(words, "person"))
        ordered = named.order_by(Case(whole, default=Value(1)), "sort_name", "pk")
        found = list(ordered[: MOST + 1])
        # a code is looked for only then, as no index leads from codes alone to people
        found = found or list(self.people.filter(code=words)[: MOST + 1])
        if len(found) == 1:
            return self.key_of(found[0])
        return Sought(words, found, stood)

    def one(self, key: str) -> list[Person]:
        """The one of that key, if they are among these."""
        if not key:
            return []
        try:
            return list(self.people.filter(**{self.key: key})[:1])
        except (ValueError, ValidationError):  # what a page never sends
            return []

    def matches(self, rows: Sequence[Person], chosen: str) -> list[Match]:
        """Each with what tells them apart. One query."""
        known = self._known(rows)
        often = Counter((one.name, known[one.pk]) for one in rows)
        return [
            Match(
                self.key_of(one), one.name, *known[one.pk],
                one.code if often[one.name, known[one.pk]] > 1 else "",
                self.key_of(one) == chosen,
            )
            for one in rows
        ]  # fmt: skip

    def _known(self, rows: Sequence[Person]) -> dict[int, tuple[str, str]]:
        """By id: a learner's grade and school; of an adult the organisation."""
        roles = Assignment.objects.filter(
            ecosystem=self.place, ends=None, person__in=[one.pk for one in rows]
        ).order_by("-starts", "-pk")
        held: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        for pk, *said in roles.values_list("person", "role", "grade", "organisation__name"):
            held[pk].append((said[0], said[1], said[2] or ""))
        return {one.pk: _where(held[one.pk]) for one in rows}


def _where(held: Sequence[tuple[str, str, str]]) -> tuple[str, str]:
    """Of roles, the latest first: grade and organisation, those of a learner before others."""
    roles = sorted(held, key=lambda one: one[0] != "learner")
    grade = next((grade for _role, grade, _school in roles if grade), "")
    return grade, next((school for _role, _grade, school in roles if school), "")
