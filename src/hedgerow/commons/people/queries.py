"""Persons as an actor may find them."""

from typing import Any

from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
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


def persons_of(ecosystem: Ecosystem) -> set[int]:
    """Ids of the persons who take part in the ecosystem: kept by it, or with a role in it."""
    assigned = Person.objects.filter(assignments__ecosystem=ecosystem)
    own = Q(kept_by=ecosystem) | Q(pk__in=assigned.values("pk"))
    return set(Person.objects.filter(own, erased_at__isnull=True).values_list("pk", flat=True))
