"""Rows of a set that may not fit those they point at, found by columns; ``links`` looks at them."""

from collections.abc import Iterable, Iterator

import polars as pl

from .layout import Heading
from .plain import SPACES
from .reading import Row, Table, rows_of

ISO = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def at_lines(table: Table, lines: Iterable[int]) -> list[Row]:
    """The rows that begin at these lines."""
    wanted = list(lines)
    if table.frame is None or not wanted:
        return []
    return rows_of(table.frame.filter(pl.col("line").is_in(wanted)))


def unknown(table: Table, column: Heading, of: Table) -> dict[int, set[str]]:
    """By line, the ids that are not those of a row of the other file."""
    key = of.file.key[0]
    ids = of.cells(key).select(pl.col(key).alias("id")).unique()
    said = table.cells(column.name).select("line", pl.col(column.name).alias("id"))
    if column.many:
        said = said.with_columns(pl.col("id").str.split(",")).explode("id")
        said = said.with_columns(pl.col("id").str.strip_chars(SPACES))
    lost = said.filter(pl.col("id") != "").join(ids, on="id", how="anti")
    found: dict[int, set[str]] = {}
    for line, one in lost.iter_rows():
        found.setdefault(line, set()).add(one)
    return found


def backwards(table: Table, first: str, last: str) -> set[int]:
    """Lines that may end before they begin."""
    starts, ends = pl.col(first), pl.col(last)
    plain = starts.str.contains(ISO) & ends.str.contains(ISO)
    both = table.cells(first, last).filter((starts != "") & (ends != ""))
    return set(both.filter(~plain | (ends < starts))["line"])


def of_no_school(table: Table, orgs: Table | None) -> list[Row]:
    """Rows that belong to an organisation of the set that is no school."""
    if orgs is None:
        return []
    others = orgs.cells("sourcedId", "type").unique("sourcedId", keep="last")
    others = others.filter(pl.col("type") != "school")
    said = table.cells("schoolSourcedId")
    found = said.join(others, left_on="schoolSourcedId", right_on="sourcedId", how="semi")
    return at_lines(table, found["line"])


def of_other_schools(table: Table, classes: Table, orgs: Table | None) -> Iterator[tuple[Row, str]]:
    """Enrolments at another school than their class's, each with that; a class is at a school."""
    own = classes.cells("sourcedId", "schoolSourcedId").unique("sourcedId", keep="last")
    if orgs is not None:
        kinds = orgs.cells("sourcedId", "type").unique("sourcedId", keep="last")
        strange = kinds.filter(~pl.col("type").is_in(["school", ""]))
        own = own.join(strange, left_on="schoolSourcedId", right_on="sourcedId", how="anti")
    own = own.select(pl.col("sourcedId").alias("class"), pl.col("schoolSourcedId").alias("at"))
    said = table.cells("classSourcedId", "schoolSourcedId")
    both = said.join(own, left_on="classSourcedId", right_on="class", how="inner")
    found = both.filter(pl.col("schoolSourcedId") != pl.col("at"))
    at = dict(found.select("line", "at").iter_rows())
    for row in at_lines(table, at):
        yield row, at[row.line]


def enrolled(table: Table) -> list[Row]:
    """Enrolments said to be primary of one who does not teach, and those alike."""
    said = table.cells("classSourcedId", "userSourcedId", "role", "beginDate", "primary")
    alike = pl.struct("classSourcedId", "userSourcedId", "role", "beginDate").is_duplicated()
    primary = (pl.col("primary") == "true") & (pl.col("role") != "teacher")
    return at_lines(table, said.filter(primary | alike)["line"])


def own_agents(table: Table) -> list[Row]:
    """Users among whose agents their own id may stand."""
    agents, code = pl.col("agentSourcedIds"), pl.col("sourcedId")
    said = table.cells("sourcedId", "agentSourcedIds").filter(agents != "")
    return at_lines(table, said.filter(agents.str.contains(code, literal=True))["line"])


def primary_roles(table: Table) -> list[Row]:
    """Primary roles of a user at an organisation that go on, where there is more than one."""
    said = table.cells("userSourcedId", "orgSourcedId", "roleType", "status")
    primary = (pl.col("roleType") == "primary") & (pl.col("status") != "tobedeleted")
    said = said.filter(primary)
    alike = pl.struct("userSourcedId", "orgSourcedId").is_duplicated()
    return at_lines(table, said.filter(alike)["line"])
