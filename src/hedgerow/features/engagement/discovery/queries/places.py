"""Places that a search may be near to: sites with coordinates, by name, or two numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.places import organisations_of
from hedgerow.features.engagement.discovery.rules import LONGEST, degrees
from hedgerow.foundation.permissions import Actor

OFFERED = 200


@dataclass(frozen=True, slots=True)
class Spotted:
    """A place that was found by what somebody wrote."""

    name: str
    latitude: float
    longitude: float


def place_named(actor: Actor, text: str, ecosystem: Ecosystem | None) -> Spotted | None:
    """Where it is: two numbers of degrees, a site of that name, or one whose name begins so.

    Across ecosystems an ecosystem's own name counts too. None where nothing known is called so.
    """
    said = " ".join(text.split())[:LONGEST]
    if found := degrees(said):
        return Spotted(said, *found)
    if not said:
        return None
    for rows in _named(actor, ecosystem):
        exact = rows.filter(name__iexact=said).order_by("pk").first()
        begun = exact or rows.filter(name__istartswith=said).order_by("name", "pk").first()
        if begun is not None and begun.latitude is not None and begun.longitude is not None:
            return Spotted(begun.name, begun.latitude, begun.longitude)
    return None


def names_near(actor: Actor, ecosystem: Ecosystem | None) -> Sequence[str]:
    """Names to choose from, some of them where there are very many."""
    names: dict[str, None] = {}
    for rows in _named(actor, ecosystem):
        names.update(dict.fromkeys(rows.order_by("name").values_list("name", flat=True)[:OFFERED]))
    return list(names)[:OFFERED]


def _named(
    actor: Actor, ecosystem: Ecosystem | None
) -> tuple[QuerySet[Organisation] | QuerySet[Ecosystem], ...]:
    if ecosystem is not None:
        return (organisations_of(actor, ecosystem).exclude(latitude=None),)
    seen = Ecosystem.objects.visible_to(actor).exclude(latitude=None)
    sites = Organisation.objects.visible_to(actor).exclude(latitude=None)
    return seen, sites
