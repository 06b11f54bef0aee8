"""Records whose names have the same words in another order: ``Garcia Lopez, Ana`` and ``López Ana García``."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import Any, Final, TypeVar

from django.db.models import Count

from hedgerow.commons.ecosystems.models import Ecosystem

from .models import Person
from .rules import may_be_same

NAMES_LOOKED_AT: Final = 1_000_000
SETS_LOOKED_AT: Final = 4_000
READ_AT_ONCE: Final = 50_000
ASKED_AT_ONCE: Final = 100
Pair = tuple[Person, Person]
One = TypeVar("One")


def reordered(
    ecosystem: Ecosystem, few: int, limit: int
) -> tuple[list[list[Person]], list[list[Person]]]:
    """Sets that a birth date or an address makes likely too, and those of which one is unknown.

    Of words that at most ``few`` persons have for a name; by name, at most ``limit`` sets of each kind.
    """
    sure, unsure = [], []
    for some in _in_parts(_sets_of_names(ecosystem, few), ASKED_AT_ONCE):
        for rows in _bearers(ecosystem, some):
            found = [pair for pair in combinations(rows, 2) if _likely(*pair)]
            told = [pair for pair in found if _told(*pair)]
            if told:
                sure.append(_in_order(told))
            elif found:
                unsure.append(_in_order(found))
        if len(sure) >= limit and len(unsure) >= limit:
            break
    return sure[:limit], unsure[:limit]


def _sets_of_names(ecosystem: Ecosystem, few: int) -> list[list[str]]:
    """Different names of the same words, in the order of the first of each set.

    Of a country's people the index of the names alone is read, and each name's words come to one number,
    whatever their order (to put them into one takes ten times as long). Erased people have none.
    """
    import polars as pl  # slow to import

    people = Person.objects.filter(kept_by=ecosystem).exclude(sort_name="")
    named = people.order_by("sort_name").values("sort_name").annotate(n=Count("pk"))
    rows = named.values_list("sort_name", "n")[:NAMES_LOOKED_AT].iterator(READ_AT_ONCE)
    said = pl.col("name").str.replace_all("_", " ").str.extract_all(r"\w+").list.unique()
    parts = [
        pl.DataFrame(some, schema={"name": pl.String, "n": pl.Int64}, orient="row")
        .with_columns(words=said)
        .filter(pl.col("words").list.len() > 1)
        .select("name", "n", key=pl.col("words").list.eval(pl.element().hash()).list.sum())
        for some in _in_parts(rows, READ_AT_ONCE)
    ]
    if not parts:
        return []
    alike = pl.concat(parts).filter(pl.col("key").is_duplicated())
    sets = alike.group_by("key", maintain_order=True).agg("name", pl.col("n").sum())
    found: list[list[str]] = sets.filter(pl.col("n") <= few)["name"].head(SETS_LOOKED_AT).to_list()
    return found


def _bearers(ecosystem: Ecosystem, sets: Sequence[Sequence[str]]) -> Iterator[list[Person]]:
    """Of each set of names those who bear one of them. One query."""
    of = {name: at for at, names in enumerate(sets) for name in names}
    found: list[list[Person]] = [[] for _names in sets]
    rows = Person.objects.filter(kept_by=ecosystem, sort_name__in=list(of), erased_at=None)
    for row in rows.order_by("sort_name", "pk"):
        found[of[row.sort_name]].append(row)
    yield from found


def _likely(one: Person, other: Person) -> bool:
    """Whether two may be one: not by one name, which is looked for otherwise, nor with a number each in
    the school's list, unless more than the name says so."""
    if one.sort_name == other.sort_name or not may_be_same(*map(_as_told, (one, other))):
        return False
    return _told(one, other) or not (one.code and other.code)


def _told(one: Person, other: Person) -> bool:
    """Whether a birth date or an address is the same."""
    born = one.born is not None and one.born == other.born
    return born or (one.email != "" and one.email.casefold() == other.email.casefold())


def _as_told(row: Person) -> tuple[str, Any, str]:
    return row.name, row.born, row.email


def _in_parts(rows: Iterable[One], size: int) -> Iterator[list[One]]:
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield some


def _in_order(pairs: Sequence[Pair]) -> list[Person]:
    rows = {row.pk: row for pair in pairs for row in pair}
    return sorted(rows.values(), key=lambda row: (row.sort_name, row.pk))
