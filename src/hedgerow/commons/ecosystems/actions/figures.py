"""Published figures and population figures, each with its source and date."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.foundation import warehouse
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import Row, compare, write

from ..models import Ecosystem, Figure, PopulationFigure
from ..permissions import EDIT_FIGURES
from ..telling import with_kept_told
from .telling import locked, record

STATED = ("name", "as_of", "source", "unit", "value")
COUNTED = ("dimension", "group", "as_of", "source")


@transaction.atomic
def state_figures(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """State published figures; those that disagree with one another all stand. Journal once.

    Each row maps ``name``, ``value``, ``unit``, ``qualifier``, ``as_of`` (text, such as 2013),
    ``source``, ``position`` and ``told`` to values; the same value of a source and date is stated once.

    Raises NotFound to outsiders, NotPermitted, or Invalid for what cannot be told.
    """
    row = locked(ecosystem, by)
    require(by, EDIT_FIGURES, within=row.pk)
    given = [
        {**with_kept_told(Figure, figure, row), "value": Decimal(str(figure["value"]))}
        for figure in rows
    ]
    kept = {tuple(getattr(f, name) for name in STATED): f for f in row.figures.all()}
    found = compare(
        given,
        kept,
        key=lambda figure: tuple(figure[name] for name in STATED),
        make=lambda figure: Figure(ecosystem=row, **figure),
    )
    write(Figure, found)
    if found.saved:
        record("figures_stated", row, by=by, at=at, payload={"new": len(found.new)})
    return found.outcome


@transaction.atomic
def state_populations(
    ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime
) -> Outcome:
    """State how many people the ecosystem could reach, as a whole or by group. Journal once.

    Each row maps ``dimension`` and ``group`` (both empty for everybody), ``title``, ``value``,
    ``as_of`` (a day), ``source`` and ``told`` to values; a figure of the same source and day is changed in place,
    and keeps the day on which it was first recorded here.

    Raises NotFound to outsiders, NotPermitted, or Invalid for what cannot be told.
    """
    row = locked(ecosystem, by)
    require(by, EDIT_FIGURES, within=row.pk)
    whole = {"dimension": "", "group": ""}
    given = [{**whole, **with_kept_told(PopulationFigure, figure, row)} for figure in rows]
    kept = {tuple(getattr(p, name) for name in COUNTED): p for p in row.populations.all()}
    found = compare(
        given,
        kept,
        key=lambda figure: tuple(figure[name] for name in COUNTED),
        make=lambda figure: PopulationFigure(
            ecosystem=row, **{"declared": day_in(row, at), "origin": by.origin, **figure}
        ),
    )
    write(PopulationFigure, found)
    if found.saved:
        warehouse.touch("population", row.pk)
        counts: dict[str, object] = {"new": len(found.new), "changed": len(found.changed)}
        record("populations_stated", row, by=by, at=at, payload=counts)
    return found.outcome
