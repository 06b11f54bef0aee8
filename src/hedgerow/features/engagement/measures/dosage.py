"""4.4 Dosage: enrolments that reached the minimum declared before they began."""

import polars as pl
from ibis import _

from hedgerow.features.engagement.measures.counting import counted
from hedgerow.foundation.warehouse.frames import frame, unit_table
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.units import Measured, Source


def dosage(source: Source, window: Window) -> Measured:
    """Enrolments ended in the window that reached their minimum ÷ such enrolments.

    Drop-outs are included; an enrolment without a minimum declared by the day it began is not
    counted and lowers coverage. Minutes attended before the window count too.
    """
    ended = source.table("enrolment").filter(_.ended.between(window.starts, window.ends))
    fair = ended.filter(_.minimum_minutes.notnull() & (_.minimum_declared <= _.began))
    expected = int(ended.count().execute())
    enrolments = frame(fair)
    if enrolments.is_empty():
        reason = "no_minimum" if expected else "too_few"
        return Measured("share", None, state="insufficient", reason=reason)
    began: object = enrolments["began"].min()
    since = Window(began, window.ends)  # type: ignore[arg-type]  # a date column
    marks = counted(source, since).select("activity", "person", "day", "minutes")
    spent = (
        fair.select("enrolment", "activity", "person", "began", "ended")
        .join(marks, ["activity", "person"])
        .filter((_.day >= _.began) & (_.day <= _.ended))
        .group_by("enrolment")
        .agg(minutes=_.minutes.sum())
    )
    rows = enrolments.join(frame(spent), on="enrolment", how="left").sort("enrolment")
    reached = pl.col("minutes").fill_null(0) >= pl.col("minimum_minutes")
    rows = rows.select(
        unit="enrolment_uuid",
        cluster="site",
        numerator=reached.cast(pl.Float64),
        denominator=pl.lit(1.0),
    )
    done = int(rows["numerator"].sum())
    return Measured(
        "share",
        unit_table(rows, "activities.enrolment"),
        n=len(rows),
        coverage=len(rows) / expected,
        cells=(done, len(rows) - done),
        coverage_of=expected,
    )
