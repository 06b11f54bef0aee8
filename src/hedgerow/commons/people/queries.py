"""Persons as an actor may find them."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .models import NameWord, Person
from .rules import after, words


def search(actor: Actor, ecosystem: Ecosystem, text: str, limit: int = 20) -> list[Person]:
    """Persons kept by the ecosystem whose names have a word beginning with each word of ``text``.

    At most ``limit``, by name; none where ``text`` has no words.
    """
    begun = words(text)
    if not begun:
        return []
    found = named(Person.objects.visible_to(actor).filter(kept_by=ecosystem), text, "person")
    return list(found.order_by("sort_name", "pk")[:limit])


def named(rows: QuerySet[Any], text: str, column: str) -> QuerySet[Any]:
    """Those of the rows whose names have a word beginning with each word of ``text``.

    ``column`` is "person" or "organisation"; none where ``text`` has no words.
    """
    begun = words(text)
    for word in begun:
        matches = NameWord.objects.filter(word__gte=word, word__lt=after(word))
        rows = rows.filter(pk__in=matches.filter(**{f"{column}__isnull": False}).values(column))
    return rows if begun else rows.none()


def people_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Persons whom the ecosystem keeps or who have a role in it, as far as the actor sees them."""
    assigned = Person.objects.filter(assignments__ecosystem=ecosystem)
    own = Q(kept_by=ecosystem) | Q(pk__in=assigned.values("pk"))
    return Person.objects.visible_to(actor).filter(own, erased_at__isnull=True)


def person_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Person:
    """One person of the ecosystem; raises NotFound."""
    found = people_of(actor, ecosystem).filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def persons_of(ecosystem: Ecosystem) -> set[int]:
    """Ids of the persons who take part in the ecosystem: kept by it, or with a role in it."""
    assigned = Person.objects.filter(assignments__ecosystem=ecosystem)
    own = Q(kept_by=ecosystem) | Q(pk__in=assigned.values("pk"))
    return set(Person.objects.filter(own, erased_at__isnull=True).values_list("pk", flat=True))
