"""6.4 Verification: sampled records that match their source ÷ sampled records."""

import polars as pl

from hedgerow.commons.observations.sample_rules import share_within
from hedgerow.foundation.warehouse.frames import frame, unit_table, within
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.units import Measured, Source


def verification(source: Source, window: Window) -> Measured:
    """Records of samples drawn in the window that their source confirms ÷ those checked.

    A source that is not there confirms nothing. What nobody checked yet is missing: it lowers
    coverage and is left out. The seed draws single records and no sites, so that the interval is
    the exact one of a share (Clopper and Pearson), as the sample's own page has it.
    """
    rows = frame(within(source.table("sampled"), window)).sort("sample", "sampled")
    if rows.is_empty():
        return Measured("share", None, state="insufficient", reason="no_sample")
    checked = rows.filter(pl.col("checked"))
    hits, n = int(checked["agrees"].sum()), len(checked)
    units = checked.select(
        unit="sampled_uuid", cluster="site", numerator=pl.col("agrees").cast(pl.Float64),
        denominator=pl.lit(1.0),
    )  # fmt: skip
    return Measured(
        "share",
        unit_table(units, "observations.sampled"),
        n=n,
        coverage=n / len(rows),
        figures=(hits / n, *share_within(hits, n)) if n else None,
    )
