"""The organisations that ties name, each with its page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation, Sector
from hedgerow.foundation.permissions import Actor

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that a tie names."""

    uuid: UUID
    name: str
    url: str


def partners(
    actor: Actor, places: Sequence[int], wanted: Collection[int]
) -> dict[int, tuple[Partner, str]]:
    """These organisations by id, each with its sector.

    Its page is that in the first of ``places`` where it is known, else that where it is kept.
    """
    found = Organisation.objects.visible_to(actor).in_bulk(wanted)
    keeping = {one.kept_by_id for one in found.values()}
    seen = Ecosystem.objects.visible_to(actor).filter(pk__in={*places, *keeping})
    slugs = dict(seen.values_list("pk", "slug"))
    known = {(one.pk, one.kept_by_id) for one in found.values()} | {
        *OrganisationMembership.objects.filter(
            organisation__in=found, ecosystem__in=places
        ).values_list("organisation", "ecosystem")
    }
    sectors = {key: str(word) for key, word in Sector.choices}
    # of thousands, making each address anew takes longest
    pages = {slug: reverse("organisation", args=[slug, NOBODY]) for slug in slugs.values()}
    return {
        pk: (
            Partner(
                one.uuid,
                one.name,
                pages[_place(one, places, slugs, known)].replace(str(NOBODY), str(one.uuid)),
            ),
            sectors.get(one.sector, ""),
        )
        for pk, one in found.items()
    }


def belonging(actor: Actor, ecosystem: Ecosystem) -> set[int]:
    """Ids of the organisations that belong to the ecosystem, as far as the reader sees them."""
    seen = Organisation.objects.visible_to(actor)
    here = OrganisationMembership.objects.filter(ecosystem=ecosystem, ends=None)
    return set(here.filter(organisation__in=seen).values_list("organisation", flat=True))


def _place(
    one: Organisation,
    places: Sequence[int],
    slugs: Mapping[int, str],
    known: Collection[tuple[int, int]],
) -> str:
    """The slug of the ecosystem in which its page is."""
    of = (at for at in (*places, one.kept_by_id) if at in slugs and (one.pk, at) in known)
    return slugs[next(of, places[0])]
