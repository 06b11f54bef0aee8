"""Operations on searches."""

from dataclasses import asdict
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.requests import actor

from . import queries
from .queries import Find
from .shapes import FindsOut, SearchAsked

router: Final = Router(tags=["Opportunities"])


@router.get("/find", response=FindsOut, summary="Find opportunities everywhere")
def find_opportunities_everywhere(request: HttpRequest, asked: Query[SearchAsked]) -> Any:
    """In all ecosystems that are seen: by words, place, days, age, grade, language, access and cost."""
    return _found(request, asked, None)


@router.get(
    "/ecosystems/{slug}/find", response=FindsOut, summary="Find opportunities of an ecosystem"
)
def find_opportunities(request: HttpRequest, slug: str, asked: Query[SearchAsked]) -> Any:
    """By words, place, days, age, grade, language, access and cost; all that is asked must hold."""
    return _found(request, asked, ecosystem_for(actor(request), slug))


def _found(request: HttpRequest, said: SearchAsked, ecosystem: Ecosystem | None) -> Any:
    by, asked = actor(request), said.asked()
    try:
        search = queries.searched(
            by, asked, ecosystem, timezone.now(), after=said.after, limit=said.limit
        )
    except ValueError:
        raise Invalid({"after": [_("This cursor belongs to another list or order.")]}) from None
    if search.is_lost:
        raise Invalid({"near": [_("Nobody here knows that place. Write degrees instead.")]})
    return {
        "items": [_item(one) for one in search.items],
        "total": search.finds.total,
        "next": search.finds.next or None,
        "without": {one.name: one.total for one in search.helps},
    }


def _item(one: Find) -> dict[str, Any]:
    latitude, longitude = one.point or (None, None)
    return {**asdict(one), "latitude": latitude, "longitude": longitude}
