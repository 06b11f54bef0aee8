"""Tables of several ecosystems read as one: who takes part in more than one of them is one person.

An ecosystem is read with its parts: first come its own rows, then those of each part. The roll
and the declared groups have a row a person in every ecosystem; of them one is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import ibis
from ibis import _

if TYPE_CHECKING:
    import ibis.expr.types.relations as ir


def merged(name: str, rows: ir.Table, whole: int) -> ir.Table:
    """The rows of ``whole`` and its parts with each person once; other tables as they are."""
    merge = MERGING.get(name)
    return merge(rows, whole) if merge else rows


def _roll(rows: ir.Table, whole: int) -> ir.Table:
    """One row a person: where the site is known, else of the whole, else of the lowest part.

    Who is eligible anywhere is; who may be somebody's double anywhere is that too.
    """
    of_person = ibis.window(group_by="person")
    flagged = rows.mutate(
        eligible=_.eligible.any().over(of_person), duplicate=_.duplicate.any().over(of_person)
    )
    return _first(flagged, ("person",), (flagged.site == 0, flagged.ecosystem != whole), rows)


def _groups(rows: ir.Table, whole: int) -> ir.Table:
    """What a person declared of a dimension in one ecosystem: in the whole before any part."""
    home = rows.group_by("person", "dimension").agg(
        home=ibis.cases((_.ecosystem.min() == whole, whole), else_=_.ecosystem.min()),
        own=(_.ecosystem == whole).any(),
    )
    home = home.mutate(home=home.own.ifelse(whole, home.home)).drop("own")
    kept = rows.join(home, ["person", "dimension"]).filter(_.ecosystem == _.home)
    return kept.select(*rows.columns)


def _first(
    flagged: ir.Table, key: tuple[str, ...], order: tuple[ir.Value, ...], rows: ir.Table
) -> ir.Table:
    within = ibis.window(group_by=key, order_by=[*order, flagged.ecosystem])
    placed = flagged.mutate(place=ibis.row_number().over(within))
    return placed.filter(_.place == 0).select(*rows.columns)


MERGING: Mapping[str, Callable[[ir.Table, int], ir.Table]] = {
    "participant": _roll,
    "participant_group": _groups,
}
