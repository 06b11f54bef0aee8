"""4.3 Provider diversity, 4.5 Live partners and 4.6 Boundary crossing: who delivers to whom."""

from datetime import timedelta

import ibis
import polars as pl
from ibis import _

from hedgerow.features.engagement.measures.counting import (
    attended,
    counted,
    held,
    learners,
    register_coverage,
    sessions,
    share,
    those_counted,
)
from hedgerow.foundation.warehouse.frames import frame, steady_members, unit_table, within
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.units import Measured, Source

LISTED_DAYS = 183
"""How many days of the window a partner must have been listed, and how recent *live* is."""


def provider_diversity(source: Source, window: Window) -> Measured:
    """Effective number of sectors by learner-hours delivered outside ordinary lessons.

    Hours are split equally among those who deliver; one row a session, site and sector.
    """
    outside = sessions(source, window).filter(~_.in_lessons)
    rows = frame(_hours(source, window, outside))
    all_hours = float(frame(_everything(source, window, outside))["hours"].item() or 0)
    if rows.is_empty():
        return Measured("diversity", None, state="insufficient", reason="too_few")
    names = tuple(sorted(rows["sector"].unique()))
    rows = rows.sort("session", "site", "sector").select(
        unit="session_uuid",
        cluster="site",
        numerator="hours",
        denominator=pl.lit(0.0),
        column=pl.col("sector").replace_strict({name: at for at, name in enumerate(names)}),
        activity="activity",
    )
    served = counted(source, window).semi_join(outside, "session").person.nunique().execute()
    return Measured(
        "diversity",
        unit_table(rows, "activities.session", columns=True, names=names),
        n=rows["activity"].n_unique(),
        coverage=min(float(rows["numerator"].sum()) / all_hours, 1.0)
        * share(held(source, window).filter(~pl.col("in_lessons")), pl.col("registered")),
        cells=(int(served),),
    )


def _hours(source: Source, window: Window, outside: ibis.Table) -> ibis.Table:
    """Learner-hours by session, site and sector, of sessions whose deliverers are known."""
    marks = counted(source, window).group_by("session", "site").agg(minutes=_.minutes.sum())
    split = outside.filter(_.confirmed & (_.deliverers > 0)).select("session", "deliverers")
    shared = within(source.table("delivery"), window).filter(
        (_.organisation != 0) & (_.sector != "")
    )
    parts = shared.group_by("session", "sector").agg(
        session_uuid=_.session_uuid.arbitrary(), activity=_.activity.arbitrary(), by=_.count()
    )
    rows = marks.filter(_.minutes > 0).join(split, "session").join(parts, "session")
    return rows.select(
        "session", "session_uuid", "activity", "site", "sector",
        hours=_.minutes * _.by / _.deliverers / 60,
    )  # fmt: skip


def _everything(source: Source, window: Window, outside: ibis.Table) -> ibis.Table:
    marks = attended(source, window).semi_join(outside, "session")
    return marks.agg(hours=_.minutes.sum() / 60)


def live_partners(source: Source, window: Window) -> Measured:
    """Partners who delivered within the last six months ÷ partners listed, leavers included."""
    spells = frame(source.table("membership_org").filter(_.partner))
    listed = steady_members(spells, window, LISTED_DAYS)
    recent = Window(window.ends - timedelta(days=LISTED_DAYS - 1), window.ends)
    took_place = counted(source, recent)
    delivered = within(source.table("delivery"), recent).semi_join(took_place, "session")
    live, live_to_all = _who(delivered, source.table("private_activity"))
    rows = listed.sort("organisation").select(
        unit="organisation_uuid",
        cluster="operator",
        numerator=pl.col("organisation").is_in(live.implode()).cast(pl.Float64),
        denominator=pl.lit(1.0),
    )
    return Measured(
        "share",
        unit_table(rows, "people.organisation"),
        n=len(rows),
        coverage=register_coverage(source, recent),
        inner=_count(listed, live) > _count(listed, live_to_all),
    )


def _who(delivered: ibis.Table, private: ibis.Table) -> tuple[pl.Series, pl.Series]:
    """The organisations that delivered: whatever it was, and what everybody may see."""
    apart = private.select("activity").distinct().mutate(private=True)
    named = delivered.select("organisation", "activity").distinct()
    found = frame(named.left_join(apart, "activity").select("organisation", "private").distinct())
    return found["organisation"].unique(), found.filter(pl.col("private").is_null())["organisation"]


def _count(listed: pl.DataFrame, some: pl.Series) -> int:
    return int(listed["organisation"].is_in(some.implode()).sum())


def boundary_crossing(source: Source, window: Window) -> Measured:
    """Learners served by two organisations or more ÷ learners.

    An operator group counts once; the learner's own school only outside ordinary lessons.
    """
    people = those_counted(source, window).join(learners(source), on="person")
    if people.is_empty():
        return Measured("share", None, state="insufficient", reason="too_few")
    served = frame(_servers(source, window, counted(source, window)))
    rows = people.join(served, on="person", how="left").sort("person")
    rows = rows.select(
        "duplicate",
        unit="person_uuid",
        cluster="site",
        numerator=(pl.col("servers").fill_null(0) >= 2).cast(pl.Float64),
        denominator=pl.lit(1.0),
    )
    crossed = int(rows["numerator"].sum())
    resolved = 1 - int(rows["duplicate"].sum()) / len(rows)
    return Measured(
        "share",
        unit_table(rows, "people.person"),
        n=len(rows),
        coverage=resolved * register_coverage(source, window) * _named(source, window),
        cells=(crossed, len(rows) - crossed),
        coverage_of=len(rows),
    )


def _servers(source: Source, window: Window, marks: ibis.Table) -> ibis.Table:
    """How many operators served each learner."""
    who = within(source.table("delivery"), window).filter(_.organisation != 0)
    who = who.select("session", "organisation", "operator", "in_lessons")
    served = marks.select("person", "session", "site").join(who, "session")
    served = served.filter(~((_.organisation == _.site) & _.in_lessons))
    once = served.select("person", "operator").distinct()  # quicker than to count them apart
    return once.group_by("person").agg(servers=_.count())


def _named(source: Source, window: Window) -> float:
    """Share of the sessions held that name who delivered them."""
    return share(held(source, window), pl.col("deliverers") > 0)
