"""Of what a set is all there is: of which system's people or roles, and of which organisations."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..absent.brought import sign_of
from .kolibri import KOLIBRI
from .reading import Table
from .sds import SDS
from .sets import Roster
from .steps import Steps

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Scope:
    """``people`` where whoever is not in the set is no longer in that system, ``roles`` where the set says
    every role of whom it names. ``sites`` are the organisations of which it speaks, ``schools`` those by
    which sets of one source know each other."""

    sign: str
    people: bool
    roles: bool
    sites: "pl.Series"
    schools: "pl.Series"


def sign(roster: Roster) -> str:
    """What sets of the same system have in common."""
    key = roster.format.key if roster.format else ""
    return sign_of(key.partition("-")[0], roster.system)


def scope_of(roster: Roster, said: "pl.DataFrame") -> Scope:
    """The scope of a set that says these roles.

    Kolibri's file, which says nothing of the facility that it is of, is all there is of nothing.
    """
    import polars as pl  # slow to import

    if roster.format is SDS:
        schools = roster.tables["School"].cells("SIS ID")["SIS ID"].unique()
        return Scope(sign(roster), True, True, schools, schools)
    users, roles = (_whole(roster.tables.get(name)) for name in ("users", "roles"))
    if roster.format is not None and "roles" not in roster.format.files:
        roles = users
    if roster.format is KOLIBRI:
        users = roles = False
    at = said.filter(pl.col("role") != "")["site"].unique()
    orgs = roster.tables.get("orgs")
    if orgs is None or orgs.mode != "bulk":
        return Scope(sign(roster), users, roles, at, at)
    told = orgs.cells("sourcedId", "type")
    schools = told.filter(pl.col("type") == "school")["sourcedId"].unique()
    return Scope(sign(roster), users, roles, pl.concat([told["sourcedId"], at]).unique(), schools)


def said_by(steps: Steps) -> "pl.DataFrame":
    """The roles that records say: ``code``, ``role``, ``site`` and ``ends``."""
    import polars as pl

    every = [one for step in steps.steps if step.target == "people" for one in step.records]
    names = {"code": "code", "role": "role", "site": "organisation_code", "ends": "ends"}
    columns = {
        name: pl.Series(name, [one.text(field) for one in every], pl.String)
        for name, field in names.items()
    }
    return pl.DataFrame(columns).with_columns(pl.col("ends").replace("", None))


def _whole(table: Table | None) -> bool:
    return table is not None and table.mode == "bulk"
