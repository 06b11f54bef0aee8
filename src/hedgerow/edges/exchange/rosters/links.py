"""What the files of a set say of one another: references, and what must fit together."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from hedgerow.commons.people.rules import looped

from .layout import Heading
from .reading import Row, Table

Tables = Mapping[str, Table]
SPANS = {
    "academicSessions": ("startDate", "endDate"),
    "roles": ("beginDate", "endDate"),
    "enrollments": ("beginDate", "endDate"),
    "lineItems": ("assignDate", "dueDate"),
    "Section": ("Term StartDate", "Term EndDate"),
}


def check_links(tables: Tables) -> None:
    """Note in each table which of its rows point at nothing, or do not fit those they point at.

    The rows that may are found by columns; then each of them is looked at.
    """
    from . import doubts  # polars is slow to import

    for name, table in tables.items():
        columns = [one for one in table.file.columns if one.refers]
        wrong = {
            one.name: (of, doubts.unknown(table, one, of))
            for one in columns
            if (of := _whole(tables, one.refers)) is not None
        }
        lines = set().union(*(found for _of, found in wrong.values()))
        spans = doubts.backwards(table, *SPANS[name]) if name in SPANS else set()
        for row in doubts.at_lines(table, lines | spans):
            for column in columns:
                if column.name in wrong and row.line in wrong[column.name][1]:
                    _check_reference(table, row, column, *wrong[column.name])
            if row.line in spans:
                _check_span(table, row, *SPANS[name])
    if "Section" not in tables:
        _check_schools(tables)
        _check_enrolled(tables)
        _check_agents(tables)
        _check_nesting(tables, "orgs", "parentSourcedId")
        _check_nesting(tables, "academicSessions", "parentSourcedId")
        _check_primary_roles(tables)


def _whole(tables: Tables, name: str) -> Table | None:
    """The table of that name, where it holds all there is; a delta may refer to what came before."""
    table = tables.get(name)
    whole = table is not None and table.mode == "bulk" and not table.broken
    return table if whole else None


def _check_reference(
    table: Table, row: Row, column: Heading, of: Table, unknown: Mapping[int, set[str]]
) -> None:
    for one in row.many(column.name) if column.many else [row[column.name]]:
        if one in unknown[row.line]:
            expected = _("an id that stands in %(file)s") % {"file": of.file.name}
            table.wrong(row.line, column.name, one, expected, "exchange.roster_reference")


def _check_span(table: Table, row: Row, first: str, last: str) -> None:
    starts, ends = row.day(first), row.day(last)
    if starts and ends and ends < starts:
        expected = _("a day on or after %(starts)s") % {"starts": starts}
        table.wrong(row.line, last, row[last], expected, "exchange.roster_order")


def _check_schools(tables: Tables) -> None:
    """Classes and enrolments belong to a school, and a class's enrolments to the class's."""
    from . import doubts

    for name in ("classes", "enrollments"):
        if name not in tables:
            continue
        for row in doubts.of_no_school(tables[name], tables.get("orgs")):
            expected = _("an organisation of the type school")
            tables[name].wrong(row.line, "schoolSourcedId", row["schoolSourcedId"], expected,
                               "exchange.roster_no_school")  # fmt: skip
    table = tables.get("enrollments")
    if table is None or "classes" not in tables:
        return
    for row, school in doubts.of_other_schools(table, tables["classes"], tables.get("orgs")):
        expected = _("%(school)s, the school of the class") % {"school": school}
        table.wrong(row.line, "schoolSourcedId", row["schoolSourcedId"], expected,
                    "exchange.roster_other_school")  # fmt: skip


def _check_enrolled(tables: Tables) -> None:
    """Only teachers are primary; nobody is enrolled twice in a class in the same role."""
    from . import doubts

    table, seen = tables.get("enrollments"), dict[tuple[str, str, str, str], int]()
    if table is None:
        return
    for row in doubts.enrolled(table):
        if row["primary"] == "true" and row["role"] != "teacher":
            expected = _("false, as only a teacher is the first of a class")
            table.wrong(row.line, "primary", "true", expected, "exchange.roster_primary")
        key = (row["classSourcedId"], row["userSourcedId"], row["role"], row["beginDate"])
        first = seen.setdefault(key, row.line)
        if first != row.line and row["status"] != "tobedeleted":
            expected = _("no second row like that of line %(line)s") % {"line": first}
            table.wrong(row.line, "userSourcedId", row["userSourcedId"], expected,
                        "exchange.roster_enrolled_twice")  # fmt: skip


def _check_agents(tables: Tables) -> None:
    from . import doubts

    table = tables.get("users")
    if table is None:
        return
    for row in doubts.own_agents(table):
        if row["sourcedId"] in row.many("agentSourcedIds"):
            expected = _("other persons than the user")
            table.wrong(row.line, "agentSourcedIds", row["sourcedId"], expected,
                        "exchange.roster_own_agent")  # fmt: skip


def _check_nesting(tables: Tables, name: str, column: str) -> None:
    table = tables.get(name)
    rows = {row["sourcedId"]: row for row in table.rows} if table else {}
    parents = {key: row[column] for key, row in rows.items()}
    for key in sorted(looped(parents) & rows.keys()):
        expected = _("one that is not a part of this one")
        row = rows[key]
        tables[name].wrong(row.line, column, row[column], expected, "exchange.roster_loop")


def _check_primary_roles(tables: Tables) -> None:
    """A user has one primary role at an organisation (1.2)."""
    from . import doubts

    table, seen = tables.get("roles"), dict[tuple[str, str], int]()
    if table is None:
        return
    for row in doubts.primary_roles(table):
        key = row["userSourcedId"], row["orgSourcedId"]
        first = seen.setdefault(key, row.line)
        if first != row.line:
            expected = _("secondary; the primary role stands in line %(line)s") % {"line": first}
            table.wrong(row.line, "roleType", "primary", expected,
                        "exchange.roster_primary_twice")  # fmt: skip
