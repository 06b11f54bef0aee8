"""What ecosystems publish to the warehouse: population figures."""

from collections.abc import Iterator

from django.db.models import Value

from hedgerow.foundation.warehouse.schemas import POPULATION
from hedgerow.foundation.warehouse.tables import Table

from .models import PopulationFigure

COLUMNS = ("dimension", "group", "value", "as_of", "source", "declared", "origin")


def populations(ecosystem: int, month: str) -> Iterator[tuple[object, ...]]:
    """One row a figure, of the whole ecosystem (site 0)."""
    rows = PopulationFigure.objects.filter(ecosystem=ecosystem).order_by("pk")
    return rows.annotate(site=Value(0)).values_list("ecosystem_id", "site", *COLUMNS).iterator()


TABLES = (Table(POPULATION, populations),)
