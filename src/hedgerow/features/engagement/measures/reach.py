"""4.1 Reach and 4.2 Participation equity: learners who took part, of those eligible.

The eligible are cited population figures. Where a school's own figure is recorded it is that
school's share of the whole, else its share of the roll stands in, so that sites can be resampled.
"""

from dataclasses import replace
from datetime import date

import polars as pl

from hedgerow.features.engagement.measures.counting import (
    counted,
    learners,
    register_coverage,
    those_counted,
)
from hedgerow.foundation.warehouse.frames import frame, unit_table
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.units import Measured, Source

PERSON = "people.person"
UNRECORDED_AT_MOST = 0.2
EVERYONE = 0


def reach(source: Source, window: Window) -> Measured:
    """Unique eligible participants ÷ eligible population; more than all is a data error."""
    return source.kept(("reach", window), lambda: _reach(source, window))


def _reach(source: Source, window: Window) -> Measured:
    figures, roll = _figures(source, window, groups=False), learners(source).filter("eligible")
    eligible = _spread(figures, roll) if _cover(source, figures, roll) else None
    if eligible is None:
        return Measured("share", None, state="insufficient", reason="no_population")
    came = _reached(source, window)
    total = round(eligible["denominator"].sum())
    found = Measured(
        "share",
        unit_table(_stacked(came, eligible), PERSON),
        n=total,
        coverage=register_coverage(source, window),
        cells=(len(came), total - len(came)),
    )
    if len(came) > total:
        return replace(found, state="data_error", reason="more_than_eligible")
    return found


def participation_equity(source: Source, window: Window) -> Measured:
    """Lowest group rate ÷ overall rate, over every group of every declared dimension."""
    whole = reach(source, window)
    if whole.state != "ok" or whole.table is None:
        return Measured("parity", None, state=whole.state, reason=whole.reason)
    figures = _declared(source, window)
    roll = learners(source).filter("eligible")
    if figures.is_empty() or not _cover(source, figures, roll):
        return Measured("parity", None, state="insufficient", reason="groups_undeclared")
    groups = _pooled(figures, source.threshold)
    members = frame(source.table("participant_group").select("person", "dimension", "value"))
    recorded = _recorded(members, _reached(source, window), figures)
    if recorded < 1 - UNRECORDED_AT_MOST:
        return Measured(
            "parity", None, n=whole.n, coverage=recorded, state="insufficient",
            reason="groups_unrecorded",
        )  # fmt: skip
    found = _equity(source, window, groups, members)
    return replace(found, n=whole.n, coverage=min(recorded, whole.coverage))


def _equity(
    source: Source, window: Window, groups: pl.DataFrame, members: pl.DataFrame
) -> Measured:
    came = _reached(source, window)
    roll = learners(source).filter("eligible")
    everyone = _spread(_figures(source, window, groups=False), roll)
    parts = [_stacked(came, everyone).with_columns(column=pl.lit(EVERYONE, pl.Int64))]
    names, cells, over = ["everyone"], list[int](), False
    for (dimension, label), rows in groups.group_by("dimension", "label", maintain_order=True):
        inside = members.join(rows.select("dimension", "value"), on=["dimension", "value"])
        of_group = came.join(inside, on="person", how="semi")
        eligible = _spread(rows, roll.join(inside, on="person", how="semi"))
        size = round(eligible["denominator"].sum()) if eligible is not None else 0
        over = over or len(of_group) > size
        cells += [len(of_group), size - len(of_group)]
        part = _stacked(of_group, eligible)
        parts.append(part.with_columns(column=pl.lit(len(names), pl.Int64)))
        names.append(f"{dimension}: {label}")
    found = Measured(
        "parity",
        unit_table(pl.concat(parts), PERSON, columns=True, names=tuple(names)),
        cells=tuple(cells),
        coverage_of=len(came),
    )
    if len(names) < 3:
        return replace(found, state="insufficient", reason="one_group")
    return replace(found, state="data_error", reason="more_than_eligible") if over else found


def _reached(source: Source, window: Window) -> pl.DataFrame:
    """Eligible learners who took part; who may be somebody else's double is not counted again."""
    roll = learners(source).filter(pl.col("eligible") & ~pl.col("duplicate"))
    return roll.join(those_counted(source, window), on="person", how="semi").sort("person")


def _figures(source: Source, window: Window, *, groups: bool) -> pl.DataFrame:
    """The latest cited figure on or before the window's end, per site and group.

    Where the whole states none of a dimension, those of its parts stand in.
    """
    rows = _population(source).filter(
        pl.col("as_of") <= window.ends,
        pl.col("source") != "",
        (pl.col("dimension") != "") if groups else (pl.col("dimension") == ""),
    )
    key = ["ecosystem", "site", "dimension", "value"]
    latest = rows.sort("as_of", "declared", "eligible").unique(key, keep="last")
    own = latest.filter(pl.col("ecosystem") == source.ecosystems[0])
    stated = pl.col("dimension").is_in(own["dimension"].unique().implode())
    of_parts = latest.filter((pl.col("ecosystem") != source.ecosystems[0]) & ~stated)
    return pl.concat([own, of_parts]).sort("dimension", "value", "ecosystem", "site")


def _population(source: Source) -> pl.DataFrame:
    return source.kept("population", lambda: frame(source.table("population")))


def _cover(source: Source, figures: pl.DataFrame, roll: pl.DataFrame) -> bool:
    """Whether the figures speak of all on the roll: those of the whole, or of every part with some.

    A learner of the network itself, in none of its parts, is in no part's figure.
    """
    whole, there = source.ecosystems[0], set(roll["ecosystem"].unique())
    for _, rows in figures.group_by("dimension"):
        told = set(rows["ecosystem"].unique())
        if whole not in told and there - told:
            return False
    return True


def _declared(source: Source, window: Window) -> pl.DataFrame:
    """Group figures of the dimensions declared by the first day that anybody was counted."""
    counts = counted(source, window)
    first: date | None = frame(counts.agg(first=counts.day.min()))["first"].item()
    rows = _figures(source, window, groups=True)
    if first is None or rows.is_empty():
        return rows.clear()
    early = _population(source).filter(pl.col("declared") <= first)
    return rows.join(early, on=["dimension", "value"], how="semi")


def _pooled(figures: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """Give each group a ``label``; groups under the threshold share one, with the next if need be."""
    parts = []
    for _, rows in figures.group_by("dimension", maintain_order=True):
        sizes = sorted((_total(group), str(value)) for (value,), group in rows.group_by("value"))
        pool, pooled = list[str](), 0.0
        for size, value in sizes:
            if size >= threshold and (not pool or pooled >= threshold):
                break
            pool.append(value)
            pooled += size
        label = pl.when(pl.col("value").is_in(pool)).then(pl.lit(" + ".join(pool)))
        parts.append(rows.with_columns(label=label.otherwise(pl.col("value"))))
    return pl.concat(parts)


def _recorded(members: pl.DataFrame, came: pl.DataFrame, figures: pl.DataFrame) -> float:
    """Smallest share, over the dimensions, of participants whose group is a declared one."""
    known = members.join(figures, on=["dimension", "value"], how="semi")
    shares = [
        len(came.join(known.filter(dimension=dimension), on="person", how="semi")) / len(came)
        for dimension in figures["dimension"].unique()
        if len(came)
    ]
    return min(shares, default=0.0)


def _total(figures: pl.DataFrame) -> float:
    """The figure for each whole ecosystem, else the sum over its sites, summed over groups."""
    found = 0.0
    for _, rows in figures.group_by("ecosystem"):
        whole = rows.filter(pl.col("site") == 0)
        found += float((rows if whole.is_empty() else whole)["eligible"].sum())
    return found


def _spread(figures: pl.DataFrame, roll: pl.DataFrame) -> pl.DataFrame | None:
    """The eligible by cluster (site); None without a figure.

    What a part states is spread over that part's sites, what the whole states over all.
    """
    several = figures["ecosystem"].n_unique() > 1
    parts = [
        _spread_one(rows, roll.filter(pl.col("ecosystem") == ecosystem) if several else roll)
        for (ecosystem,), rows in figures.group_by("ecosystem", maintain_order=True)
    ]
    told = [part for part in parts if part is not None]
    if not told:
        return None
    return pl.concat(told).group_by("cluster").agg(pl.col("denominator").sum()).sort("cluster")


def _spread_one(figures: pl.DataFrame, roll: pl.DataFrame) -> pl.DataFrame | None:
    total = sum(_total(rows) for _, rows in figures.group_by("dimension", "value"))
    if total <= 0:
        return None
    of_site = figures.filter(pl.col("site") != 0).group_by("site").agg(pl.col("eligible").sum())
    on_roll = roll.group_by("site").agg(roll=pl.len())
    weights = on_roll.join(of_site, on="site", how="full", coalesce=True).select(
        cluster="site", weight=pl.coalesce("eligible", "roll").cast(pl.Float64)
    )
    if weights.is_empty():
        weights = pl.DataFrame({"cluster": [0], "weight": [1.0]})
    share = pl.col("weight") / pl.col("weight").sum()
    return weights.sort("cluster").select("cluster", denominator=share * total)


def _stacked(came: pl.DataFrame, eligible: pl.DataFrame | None) -> pl.DataFrame:
    """Participants (numerator 1) above a row for each site's eligible (denominator)."""
    above = came.select(
        unit="person_uuid", cluster="site", numerator=pl.lit(1.0), denominator=pl.lit(0.0)
    )
    if eligible is None:
        return above
    below = eligible.select(
        pl.lit("").alias("unit"), "cluster", pl.lit(0.0).alias("numerator"), "denominator"
    )
    return pl.concat([above, below])
