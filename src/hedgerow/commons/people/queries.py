"""Persons as an actor may find them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .models import NameWord, Person
from .rules import after, words
from .sight import has_role, rows_behind

COMMON, MANY = 1_000, 20_000
"""A word of more names is a common one; an ecosystem of more roles is a large one."""


def search(actor: Actor, ecosystem: Ecosystem, text: str, limit: int = 20) -> list[Person]:
    """Persons of the ecosystem whose names have a word beginning with each word of ``text``.

    Those too whose record another keeps, but who hold or held a role here. At most ``limit``, by
    name; none where ``text`` has no words.
    """
    found = named(people_of(actor, ecosystem), text, "person")
    return list(found.order_by("sort_name", "pk")[:limit])


def named(rows: QuerySet[Any], text: str, column: str) -> QuerySet[Any]:
    """Those of the rows whose names have a word beginning with each word of ``text``.

    ``column`` is "person" or "organisation"; none where ``text`` has no words.
    """
    return rows.filter(by_name(text, column))


def by_name(text: str, column: str, row: str = "pk") -> Q:
    """The condition of ``named``, where ``row`` names what holds the person or organisation.

    Whom one word finds are listed, the rarest that is known; of each other word every row is asked,
    whether it has it. At most one query a word.
    """
    begun = words(text)
    if not begun:
        return Q(pk__in=())
    found = {word: _with_word(word, column) for word in begun}
    rare = begun[0]
    if len(begun) > 1:
        few = (word for word in begun if not found[word][COMMON : COMMON + 1].exists())
        rare = next(few, rare)
    asked = Q()
    for word, matches in found.items():
        if word == rare:
            asked &= Q(**{f"{row}__in": matches.values(column)})
        else:
            asked &= Q(Exists(matches.filter(**{column: OuterRef(row)})))
    return asked


def _with_word(word: str, column: str) -> QuerySet[NameWord]:
    begun = NameWord.objects.filter(word__gte=word, word__lt=after(word))
    return begun.filter(**{f"{column}__isnull": False})


def people_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Persons whom the ecosystem keeps or who have a role in it, as far as the actor sees them.

    Quick where something else makes them few, or where they are many: see ``everybody_of``.
    """
    return _seen_of(actor, Q(kept_by=ecosystem) | has_role(ecosystem))


def everybody_of(actor: Actor, ecosystem: Ecosystem, *, large: bool) -> QuerySet[Person]:
    """The same persons, for a list of them all; ``large`` as ``is_large`` says.

    Among the persons of a whole country a small ecosystem's are found by its roles; in a large one
    most of those in order of name are its own.
    """
    if large:
        return people_of(actor, ecosystem)
    roles = rows_behind("assignments").filter(ecosystem=ecosystem)
    return _seen_of(actor, Q(kept_by=ecosystem) | Q(pk__in=roles.values("person")))


def is_large(ecosystem: Ecosystem, **held: str) -> bool:
    """Whether most persons of the database may be the ecosystem's; ``held`` says of which roles."""
    roles = rows_behind("assignments").filter(ecosystem=ecosystem, **held)
    return bool(roles[MANY : MANY + 1].exists())


def _seen_of(actor: Actor, own: Q) -> QuerySet[Person]:
    return Person.objects.visible_to(actor).filter(own, erased_at__isnull=True)


def kept_for(uuid: UUID) -> QuerySet[Person]:
    """The key of the record into which that one was merged; of none where it was not."""
    merged = Person.objects.filter(uuid=uuid, merged_into__isnull=False)
    return merged.values("merged_into")  # type: ignore[return-value]


def person_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Person:
    """One person of the ecosystem, or the one into whom that one was merged; raises NotFound."""
    people = people_of(actor, ecosystem)
    found = people.filter(uuid=uuid).first() or people.filter(pk__in=kept_for(uuid)).first()
    if found is None:
        raise NotFound
    return found


def persons_of(ecosystem: Ecosystem, ids: Collection[int]) -> set[int]:
    """Which of these persons take part in the ecosystem: kept by it, or with a role in it."""
    own = Q(kept_by=ecosystem) | has_role(ecosystem)
    found = Person.objects.filter(own, pk__in=ids, erased_at__isnull=True)
    return set(found.values_list("pk", flat=True))
