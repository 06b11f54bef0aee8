"""What counts as taking part: present or late, in a session held and confirmed."""

from typing import TYPE_CHECKING

import polars as pl
from ibis import _

from hedgerow.foundation.warehouse.frames import frame, within
from hedgerow.foundation.warehouse.queries import stored
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.units import Source

if TYPE_CHECKING:
    import ibis.expr.types.relations as ir

ATTENDED = ("present", "late")


def sessions(source: Source, window: Window) -> "ir.Table":
    """One row a session held in the window, with how many organisations delivered it."""

    def found() -> "ir.Table":
        held = within(source.table("delivery"), window).filter(_.held)
        by_session = held.group_by("session").agg(
            confirmed=_.confirmed.all(),
            in_lessons=_.in_lessons.any(),
            deliverers=(_.organisation != 0).cast("int64").sum(),
        )
        return stored(by_session)

    return source.kept(("sessions", window), found)


def attended(source: Source, window: Window) -> "ir.Table":
    """Marks of present or late in the window, confirmed or not."""
    return within(source.table("attendance"), window).filter(_.status.isin(ATTENDED))


def counted(source: Source, window: Window) -> "ir.Table":
    """Marks of present or late in sessions that were held and, where needed, confirmed."""
    confirmed = sessions(source, window).filter(_.confirmed)
    return attended(source, window).semi_join(confirmed, "session")


def those_counted(source: Source, window: Window) -> pl.DataFrame:
    """The persons who took part."""
    return source.kept(
        ("came", window), lambda: frame(counted(source, window).select("person").distinct())
    )


def held(source: Source, window: Window) -> pl.DataFrame:
    """The rows of ``sessions``, with ``registered``: whether the register was taken."""

    def found() -> pl.DataFrame:
        marks = within(source.table("attendance"), window)
        registers = frame(marks.select("session").distinct())["session"]
        rows = frame(sessions(source, window))
        return rows.with_columns(registered=pl.col("session").is_in(registers.implode()))

    return source.kept(("held", window), found)


def register_coverage(source: Source, window: Window) -> float:
    """Share of the sessions held that are confirmed and whose register was taken; 0 if none."""
    rows = held(source, window)
    return share(rows, pl.col("confirmed") & pl.col("registered"))


def share(rows: pl.DataFrame, those: pl.Expr) -> float:
    """How many of the rows are such, of all of them; 0 if there is none."""
    return rows.filter(those).height / max(rows.height, 1)


def learners(source: Source) -> pl.DataFrame:
    """The roll: ecosystem, person, person_uuid, site, eligible, duplicate; each person once."""
    return source.kept("learners", lambda: frame(source.table("participant").drop("origin")))
