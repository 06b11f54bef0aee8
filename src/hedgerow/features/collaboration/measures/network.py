"""2.1 Joint-work partners, 2.2 Hub dependence and 2.3 Resilience, from co-delivered activities.

Nodes are the members, ties pairs with two delivered joint activities or more. The value is read from
confirmed sessions; the range from them alone and from all that were held, as a network's nodes
cannot be resampled.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from ibis import _

from hedgerow.features.collaboration.rules import JOINT_ACTIVITIES
from hedgerow.foundation.graphs import Graph
from hedgerow.foundation.warehouse.frames import frame, steady_members, unit_table, within
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.units import Estimator, Measured, Source

MEMBER_DAYS = 183


@dataclass(frozen=True, slots=True)
class Network:
    """The members with the graph of confirmed ties, and that of all ties.

    ``coverage`` is the share of the sessions held that name who delivered them. ``inner`` says
    that there are ties which rest on activities that members alone may see.
    """

    members: pl.DataFrame
    confirmed: Graph
    every: Graph
    coverage: float
    inner: bool


def network(source: Source, window: Window) -> Network:
    """The members of the window, in the order of their ids, and their ties."""
    return source.kept(("network", window), lambda: _network(source, window))


def _network(source: Source, window: Window) -> Network:
    spells = frame(source.table("membership_org"))
    members = steady_members(spells, window, MEMBER_DAYS).sort("organisation")
    held = within(source.table("delivery"), window).filter(_.held)
    delivered = frame(held.select("activity", "organisation", "confirmed").distinct())
    every = _graph(members, delivered)
    private = frame(source.table("private_activity"))
    public = _graph(members, delivered.join(private, on="activity", how="anti"))
    sessions = held.group_by("session").agg(named=(_.organisation != 0).any())
    named = frame(sessions.agg(share=_.named.cast("int64").mean()))["share"].item()
    return Network(
        members,
        _graph(members, delivered.filter("confirmed")),
        every,
        float(named or 0),
        inner=len(public.edges) < len(every.edges),
    )


def _graph(members: pl.DataFrame, delivered: pl.DataFrame) -> Graph:
    """Pairs of members who delivered enough of the same activities."""
    places = members.select("organisation").with_row_index("place")
    who = delivered.select("activity", "organisation").unique().join(places, on="organisation")
    pairs = (
        who.join(who, on="activity", suffix="_other")
        .filter(pl.col("place") < pl.col("place_other"))
        .group_by("place", "place_other")
        .len()
        .filter(pl.col("len") >= JOINT_ACTIVITIES)
        .sort("place", "place_other")
    )
    edges = pairs.select("place", "place_other").cast(pl.Int64).to_numpy()
    return Graph(len(members), edges.reshape(-1, 2))


def joint_work_partners(source: Source, window: Window) -> Measured:
    """Mean number of members that a member has joint work with (2E/n)."""
    found = network(source, window)
    return _measured(found, "ratio", lambda graph: graph.mean_degree)


def hub_dependence(source: Source, window: Window) -> Measured:
    """Degree centralisation; insufficient where members have less than one tie on average."""
    found = network(source, window)
    if found.confirmed.mean_degree < 1:
        return Measured(
            "ratio", None, n=len(found.members), state="insufficient", reason="few_ties",
            coverage=found.coverage, inner=found.inner,
        )  # fmt: skip
    return _measured(found, "ratio", lambda graph: graph.centralisation)


def resilience(source: Source, window: Window) -> Measured:
    """Members in the largest component without the hub ÷ members less the hub.

    The hub is the member with most ties, the one of lowest id where several have as many: whoever
    convenes, it is that one whose leaving would tell most.
    """
    found = network(source, window)
    return _measured(found, "share", _left_together)


def _left_together(graph: Graph) -> float | None:
    if graph.size < 2:
        return None
    return graph.without(int(np.argmax(graph.degrees))).largest / (graph.size - 1)


def _measured(
    found: Network, estimator: Estimator, figure: Callable[[Graph], float | None]
) -> Measured:
    """The figure of confirmed ties, in the range of both; each member with its ties."""
    value, other = figure(found.confirmed), figure(found.every)
    both = [one for one in (value, other) if one is not None]
    rows = found.members.select(unit="organisation_uuid", cluster="organisation").with_columns(
        numerator=pl.Series(found.confirmed.degrees.astype(np.float64)),
        denominator=pl.lit(1.0),
    )
    return Measured(
        estimator,
        unit_table(rows, "people.organisation") if len(rows) else None,
        n=len(rows),
        coverage=found.coverage,
        figures=(value, min(both, default=None), max(both, default=None)),
        inner=found.inner,
    )
