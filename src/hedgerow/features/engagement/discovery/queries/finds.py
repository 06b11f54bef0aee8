"""What is told of each opportunity that was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator

from hedgerow.features.engagement.opportunities import wording
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries.pages import where

COUNTED: Final = 1_000
SUMMARY: Final = 30


@dataclass(frozen=True, slots=True)
class Find:
    """One opportunity in a list of what was found; ``km`` is told of a search near a place.

    ``places_left`` is None where nobody signs up (here, or by invitation alone), or as many as like may;
    where a round gives the places now, ``is_given``, none is left for signing up.
    """

    number: int
    uuid: UUID
    slug: str
    ecosystem: str
    title: str
    summary: str
    kind: str
    offered_by: str
    days: str
    begins: str
    where: str
    km: float | None
    cost: str
    ages: str
    languages: str
    access: Sequence[str]
    places_left: int | None
    places: str
    is_given: bool
    sponsored: bool
    simulated: bool
    point: tuple[float, float] | None
    url: str


@dataclass(frozen=True, slots=True)
class Finds:
    """A page of what was found; ``total`` is counted up to a bound, ``next`` asks for the next."""

    items: Sequence[Find]
    total: int
    next: str = ""

    @property
    def is_more(self) -> bool:
        return self.total > COUNTED

    @property
    def told(self) -> int:
        return min(self.total, COUNTED)


def point_of(row: Opportunity) -> tuple[float, float] | None:
    """Where it is on earth: as said of itself, or of its site."""
    of = row if row.latitude is not None else row.site
    if of is None or of.latitude is None or of.longitude is None:
        return None
    return of.latitude, of.longitude


def told(row: Opportunity, km: float | None, number: int) -> Find:
    counted: Any = getattr(row, "places_left", None)
    one_asks = row.takes_signups and not row.by_invitation
    is_given = one_asks and bool(getattr(row, "held", False))
    left = max(0, counted) if counted is not None and one_asks else None
    left = 0 if is_given else left
    return Find(
        number=number,
        uuid=row.uuid,
        slug=row.ecosystem.slug,
        ecosystem=row.ecosystem.said("name"),
        title=row.said("title"),
        summary=Truncator(row.said("summary")).words(SUMMARY),
        kind=row.kind.shown,
        offered_by=row.organisation.name if row.organisation else row.ecosystem.said("name"),
        days=wording.days(row.starts, row.ends),
        begins=wording.clock(row.begins),
        where=wording.listed(where(row)),
        km=None if km is None else round(km, 1),
        cost=wording.cost(row.cost_amount, row.cost_currency),
        ages=wording.ages(row.age_from, row.age_to),
        languages=wording.listed([wording.language(code) for code in row.languages]),
        access=[str(wording.ACCESS[key]) for key in row.access if key in wording.ACCESS],
        places_left=left,
        places=wording.places(left, is_given=is_given),
        is_given=is_given,
        sponsored=row.sponsored,
        simulated=row.origin == "simulated",
        point=point_of(row),
        url=reverse("opportunity", args=[row.ecosystem.slug, row.uuid]),
    )
