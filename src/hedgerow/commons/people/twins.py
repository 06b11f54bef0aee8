"""Who is likely here twice: whom somebody might be, and sets of records alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts

from .editors import reaches
from .models import Person
from .permissions import EDIT_PEOPLE
from .queries import named
from .reordered import reordered
from .rules import may_be_same

FEW = 5
"""A name that more share tells nothing of who is here twice."""
LOOKED_AT = 20_000


@dataclass(frozen=True, slots=True)
class Twins:
    """Records that are likely one person's; ``by_name``: nothing but the name says so."""

    people: Sequence[Person]
    by_name: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody whom a person might be, and which of the two records would be kept."""

    name: str
    kept: UUID
    gone: UUID


def likely_same(
    ecosystem: Ecosystem, name: str, born: date | None, email: str, *, but: int | None = None
) -> list[Person]:
    """Whom somebody of that name might be: the same name in any order, and nothing against it.

    Nothing is against it where the birth dates agree or one is unknown, or the address is the
    same. At most five, by name.
    """
    begun = named(Person.objects.filter(kept_by=ecosystem, erased_at=None), name, "person")
    told = (name, born, email)
    rows = begun.exclude(pk=but).order_by("sort_name", "pk")[:200]
    return [row for row in rows if may_be_same(told, (row.name, row.born, row.email))][:FEW]


def twins_of(actor: Actor, ecosystem: Ecosystem, person: Person) -> list[Pair]:
    """Whom else somebody might be, for who may make one record of both.

    The older is kept, and nobody's own goes.
    """
    may = person.kept_by_id == ecosystem.pk and actor.may(EDIT_PEOPLE, ecosystem.pk)
    if not may or not reaches(actor, person):
        return []
    found = []
    for other in likely_same(ecosystem, person.name, person.born, person.email, but=person.pk):
        kept, gone = sorted((person, other), key=lambda one: (one.pk != actor.person_id, one.pk))
        listed_apart = bool(person.code and other.code)  # one number each in the school's list
        if not listed_apart and reaches(actor, other):
            found.append(Pair(other.name, kept.uuid, gone.uuid))
    return found


def duplicates(ecosystem: Ecosystem, limit: int = 50) -> list[Twins]:
    """Sets of one name and one birth date or address, then those that the name alone makes likely.

    Of a name that at most five share, where a birth date and a code are unknown: as forms recognise
    somebody, with words in another order too. At most ``limit`` sets, each part by name. Six queries
    where few share a name.
    """
    kept = Person.objects.filter(kept_by=ecosystem).exclude(sort_name="")
    told, unsure = reordered(ecosystem, FEW, limit)
    sure = _by_name([*_told_alike(kept.annotate(address=Lower("email")), limit), *told])[:limit]
    known = [frozenset(row.pk for row in one) for one in (*sure, *unsure)]
    named = [
        one for one in _named_alike(ecosystem, limit)
        if not any(frozenset(row.pk for row in one) <= rows for rows in known)
    ]  # fmt: skip
    alone = _by_name([*named, *unsure])[: limit - len(sure)]
    return [Twins(one, by_name=False) for one in sure] + [Twins(one, by_name=True) for one in alone]


def _by_name(sets: Iterable[list[Person]]) -> list[list[Person]]:
    return sorted(sets, key=lambda rows: rows[0].sort_name)


def _told_alike(kept: QuerySet[Person], limit: int) -> list[list[Person]]:
    """An index has each name with the birth date, so that a country's people are counted without looking
    at their rows. One with the address too would lengthen every large import; erased people have no name."""
    found: dict[tuple[object, ...], dict[int, Person]] = {}
    for second, is_known in (("born", Q(born__isnull=False)), ("address", ~Q(email=""))):
        known = kept.filter(is_known)
        twice = known.values("sort_name", second).annotate(n=Count("pk")).filter(n__gt=1)
        keys = list(twice.order_by("sort_name", second).values_list("sort_name", second)[:limit])
        wanted = {name for name, _value in keys}
        pairs = set(keys)
        for row in known.filter(sort_name__in=wanted, erased_at=None).order_by("sort_name", "pk"):
            key = (row.sort_name, getattr(row, second))
            if key in pairs:
                found.setdefault((second, *key), {})[row.pk] = row
    sets = {frozenset(rows): list(rows.values()) for rows in found.values()}
    return _by_name(sets.values())[:limit]


def _named_alike(ecosystem: Ecosystem, limit: int) -> list[list[Person]]:
    """In the order of the names, which an index alone counts (erased people have none), as far as the
    limit; of a country's people at most so many of them are looked at."""
    people = Person.objects.filter(kept_by=ecosystem)
    counted = people.exclude(sort_name="").values("sort_name").annotate(n=Count("pk"))
    few = counted.filter(n__gt=1, n__lte=FEW).order_by("sort_name")
    names: list[str] = []
    for some in in_parts(few.values_list("sort_name", flat=True)[:LOOKED_AT]):
        near = people.filter(sort_name__in=some, erased_at=None)
        names += _unsure(near.order_by("sort_name").values_list("sort_name", "born", "code"))
        if len(names) >= limit:
            break
    found: dict[str, list[Person]] = {name: [] for name in names[:limit]}
    for row in people.filter(sort_name__in=list(found), erased_at=None).order_by("sort_name", "pk"):
        found[row.sort_name].append(row)
    return list(found.values())


def _unsure(rows: Iterable[tuple[str, date | None, str]]) -> list[str]:
    """Names of which a birth date is unknown, and a code of the school's list, by which two differ."""
    told: dict[str, tuple[bool, bool]] = {}
    for name, born, code in rows:
        undated, uncoded = told.get(name, (False, False))
        told[name] = (undated or born is None, uncoded or not code)
    return [name for name, unsure in told.items() if all(unsure)]
