"""What measures of several features do with published tables."""

from typing import TYPE_CHECKING, Any

import polars as pl
from ibis import _

from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.units import UnitTable

if TYPE_CHECKING:
    import ibis.expr.types.relations as ir


def within(table: "ir.Table", window: Window) -> "ir.Table":
    """The rows whose day lies in the window."""
    return table.filter(_.day.between(window.starts, window.ends))


def frame(expression: Any) -> pl.DataFrame:
    """Run an expression where its tables lie and hand back the result."""
    found: pl.DataFrame = expression.to_polars()
    return found


def unit_table(
    rows: pl.DataFrame, kind: str, *, columns: bool = False, names: tuple[str, ...] = ("",)
) -> UnitTable:
    """A unit table from a frame of unit, cluster, numerator, denominator and perhaps column."""
    return UnitTable(
        kind=kind,
        units=rows["unit"],
        clusters=rows["cluster"].cast(pl.Int64).to_numpy(),
        numerators=rows["numerator"].cast(pl.Float64).to_numpy(),
        denominators=rows["denominator"].cast(pl.Float64).to_numpy(),
        columns=rows["column"].cast(pl.Int64).to_numpy() if columns else None,
        names=names,
    )


def steady_members(spells: pl.DataFrame, window: Window, least: int) -> pl.DataFrame:
    """Organisations that were members on at least so many days of the window, those that left included.

    ``spells`` are rows of ``membership_org``; overlapping ones count once. The columns are
    ``organisation``, ``organisation_uuid``, ``operator`` and ``listed``, the days.
    """
    first = pl.col("starts").clip(lower_bound=window.starts)
    last = pl.col("ends").fill_null(window.ends).clip(upper_bound=window.ends)
    found = spells.with_row_index("row").with_columns(first=first, last=last)
    found = found.filter(pl.col("first") <= pl.col("last")).sort("organisation", "first")
    known = pl.col("last").cum_max().shift(1).over("organisation") + pl.duration(days=1)
    days = (pl.col("last") - pl.max_horizontal("first", known)).dt.total_days() + 1
    return (
        found.with_columns(days=days.clip(lower_bound=0))
        .sort("row")
        .group_by("organisation")
        .agg(
            pl.col("organisation_uuid").first(),
            pl.col("operator").last(),
            listed=pl.col("days").sum(),
        )
        .filter(pl.col("listed") >= least)
    )
