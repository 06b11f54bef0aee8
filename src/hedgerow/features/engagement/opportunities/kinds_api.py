"""Operations on the kinds of opportunity of an ecosystem."""

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from hedgerow.commons.activities.queries import kinds_of as activity_kinds_of
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.api.asking import pks
from hedgerow.foundation.api.shapes import OutcomeOut
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.requests import actor

from . import actions, queries
from .kind_shapes import OpportunityKindOut, OpportunityKinds
from .permissions import OFFER

router = Router(tags=["Opportunities"])
HERE: Final = "/ecosystems/{slug}"


@router.get(
    f"{HERE}/opportunity-kinds",
    response=list[OpportunityKindOut],
    summary="List kinds of opportunity",
)
def list_opportunity_kinds(request: HttpRequest, slug: str) -> Any:
    """For those who may offer here."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    require_held(by, OFFER, within=place.pk, at_a_site=True)
    return list(queries.kinds_of(place).select_related("activity_kind"))


@router.put(f"{HERE}/opportunity-kinds", response=OutcomeOut, summary="Save kinds of opportunity")
def save_opportunity_kinds(request: HttpRequest, slug: str, body: OpportunityKinds) -> Any:
    """Adds or changes kinds, recognised by key."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    rows = [row.dict(exclude_unset=True) for row in body.rows]
    own = pks(activity_kinds_of(place), [row.get("activity_kind") for row in rows])
    for row in rows:
        if "activity_kind" in row:
            row["activity_kind_id"] = own[row.pop("activity_kind")]
    return actions.save_kinds(place, rows, by=by, at=timezone.now())


@router.post(f"{HERE}/opportunity-kinds/usual", response=OutcomeOut, summary="Add the usual kinds")
def add_usual_kinds(request: HttpRequest, slug: str) -> Any:
    """Adds the kinds that most ecosystems have; those there stay."""
    by = actor(request)
    return actions.add_usual_kinds(ecosystem_for(by, slug), by=by, at=timezone.now())
