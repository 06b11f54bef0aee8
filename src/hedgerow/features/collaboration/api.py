"""The operation that tells who works with whom."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from hedgerow.foundation.api.shapes import Named, Strict, Words
from hedgerow.foundation.requests import actor

from .queries import Asked, NetworkPage, network_page

router = Router(tags=["Profile"])


class NetworkAsked(Strict):
    """What the page's filters ask for."""

    kind: str = Field("", max_length=60, description="The key of a kind of activity.")
    time: str = Field(
        "",
        pattern=r"^(all|\d{4})?$",
        description="`all`, or a `time` of `years`; without it the last twelve months.",
    )
    without_hub: bool = Field(default=False, description="Without who has most ties.")
    after: int = Field(0, ge=0, lt=10**6, description="`next` of the page before.")


class YearOut(Schema):
    """A school or calendar year that has ties, by the year in which it begins."""

    time: str
    name: str


class MemberOut(Schema):
    """`community` numbers those with more ties among themselves, the largest first."""

    uuid: UUID
    name: str
    sector: Words
    partners: int
    joint: int
    community: int


class NetworkTieOut(Schema):
    """What two organisations delivered together, with the days of the first and last session."""

    one: Named
    other: Named
    activities: int
    kinds: list[str]
    first: date
    last: date


class NetworkOut(Schema):
    """Organisations, most partners first, and `pairs` ties, the strongest first, some at a time.

    `more` organisations have fewer ties and are left out of `organisations`; `hub` has most.
    """

    ecosystem: str
    years: list[YearOut]
    organisations: list[MemberOut]
    more: int
    communities: int
    hub: str
    pairs: int
    ties: list[NetworkTieOut]
    next: int | None


@router.get("/ecosystems/{slug}/network", response=NetworkOut, summary="Read who works with whom")
def read_network(request: HttpRequest, slug: str, asked: Query[NetworkAsked]) -> Any:
    """Organisations that delivered two activities or more together, as far as one may see them."""
    given = Asked(asked.kind, asked.time, asked.without_hub, asked.after)
    return _shown(network_page(actor(request), slug, given))


def _shown(page: NetworkPage) -> dict[str, Any]:
    plain = ("more", "communities", "hub", "pairs")
    return {
        **{name: getattr(page, name) for name in plain},
        "ecosystem": page.name,
        "years": [{"time": time, "name": name} for time, name in page.years],
        "organisations": page.members,
        "ties": page.listed,
        "next": page.following,
    }
