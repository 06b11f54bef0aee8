"""Operations on indicators and what was observed."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.people.models import PopulationGroup
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.api.asking import expected, pks
from hedgerow.foundation.api.listing import Page, page_of
from hedgerow.foundation.api.shapes import OutcomeOut
from hedgerow.foundation.requests import actor

from . import actions, queries
from .listing import Indicators, Observations
from .models import Indicator, Observation
from .shapes import (
    IndicatorIn,
    IndicatorOut,
    IndicatorRows,
    IndicatorsAsked,
    ObservationOut,
    ObservationRows,
    ObservationsAsked,
)

router = Router(tags=["Observations"])
HERE: Final = "/ecosystems/{slug}"
ONE: Final = f"{HERE}/indicators/{{indicator}}"


@router.get(f"{HERE}/indicators", response=Page[IndicatorOut], summary="List indicators")
def list_indicators(request: HttpRequest, slug: str, asked: Query[IndicatorsAsked]) -> Any:
    rows = queries.indicators_of(ecosystem_for(actor(request), slug))
    return page_of(Indicators(rows, asked.asked()), asked)


@router.put(f"{HERE}/indicators", response=OutcomeOut, summary="Save indicators")
def save_indicators(request: HttpRequest, slug: str, body: IndicatorRows) -> Any:
    """Adds or changes indicators, recognised by key."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    items = pks(Item.objects.filter(framework__ecosystem=place), (row.item for row in body.rows))
    rows = []
    for row in body.rows:
        said = row.dict(exclude_unset=True)
        item = said.pop("item", None)
        rows.append({**said, "item_id": items[item]} if item else said)
    return actions.save_indicators(place, rows, by=by, at=timezone.now())


@router.get(ONE, response=IndicatorOut, summary="Read an indicator")
def read_indicator(request: HttpRequest, slug: str, indicator: UUID) -> Any:
    by = actor(request)
    return queries.indicator_for(by, ecosystem_for(by, slug), indicator)


@router.patch(ONE, response=IndicatorOut, summary="Change an indicator")
def edit_indicator(request: HttpRequest, slug: str, indicator: UUID, body: IndicatorIn) -> Any:
    by, place = actor(request), ecosystem_for(actor(request), slug)
    row = queries.indicator_for(by, place, indicator)
    rows = [{"key": row.key, **body.dict(exclude_unset=True)}]
    actions.save_indicators(place, rows, by=by, at=timezone.now(), revision=expected(request))
    return queries.indicator_for(by, place, indicator)


@router.get(f"{ONE}/observations", response=Page[ObservationOut], summary="List observations")
def list_observations(
    request: HttpRequest, slug: str, indicator: UUID, asked: Query[ObservationsAsked]
) -> Any:
    """What was observed; outsiders see wholes of at least the threshold alone."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    rows = queries.observations_for(by, place, queries.indicator_for(by, place, indicator))
    return page_of(Observations(rows, asked.asked()), asked, _observed)


@router.put(f"{HERE}/observations", response=OutcomeOut, summary="Record observations")
def record_observations(request: HttpRequest, slug: str, body: ObservationRows) -> Any:
    """Records values, recognised by indicator, organisation, period and group."""
    by, place = actor(request), ecosystem_for(actor(request), slug)
    known = {
        "indicator": (Indicator.objects.visible_to(by).filter(ecosystem=place)),
        "organisation": organisations_of(by, place),
        "group": PopulationGroup.objects.filter(ecosystem=place),
    }
    ids = {
        name: pks(rows, (getattr(row, name) for row in body.rows)) for name, rows in known.items()
    }
    rows = []
    for row in body.rows:
        said = row.dict()
        keys = {f"{name}_id": ids[name][said.pop(name)] for name in known}
        rows.append({**said, **keys})
    return actions.record_observations(place, rows, by=by, at=timezone.now())


def _observed(row: Observation) -> dict[str, Any]:
    plain = ObservationOut.model_fields.keys() - {"group"}
    return {
        **{name: getattr(row, name) for name in plain},
        "group": row.group.said("title") if row.group else None,
    }
