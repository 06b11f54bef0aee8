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
    """Note in each table which of its rows point at nothing, or do not fit those they point at."""
    for name, table in tables.items():
        columns = [one for one in table.file.columns if one.refers]
        for row in table.rows:
            for column in columns:
                _check_reference(tables, table, row, column)
            if name in SPANS:
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


def _check_reference(tables: Tables, table: Table, row: Row, column: Heading) -> None:
    of = _whole(tables, column.refers)
    if of is None or not row[column.name]:
        return
    single = len(of.file.key) == 1
    for one in row.many(column.name) if column.many else [row[column.name]]:
        known = one in of.ids if single else one in _firsts(of)
        if not known:
            expected = _("an id that stands in %(file)s") % {"file": of.file.name}
            table.wrong(row.line, column.name, one, expected, "exchange.roster_reference")


def _firsts(table: Table) -> set[str]:
    """Ids of a file in which one may stand in several rows, such as a pupil of two schools."""
    if not table.firsts:
        table.firsts.update(one.split("\t", 1)[0] for one in table.ids)
    return table.firsts


def _check_span(table: Table, row: Row, first: str, last: str) -> None:
    starts, ends = row.day(first), row.day(last)
    if starts and ends and ends < starts:
        expected = _("a day on or after %(starts)s") % {"starts": starts}
        table.wrong(row.line, last, row[last], expected, "exchange.roster_order")


def _by_id(tables: Tables, name: str) -> dict[str, Row]:
    table = tables.get(name)
    return {row["sourcedId"]: row for row in table.rows} if table else {}


def _check_schools(tables: Tables) -> None:
    """Classes and enrolments belong to a school, and a class's enrolments to the class's."""
    orgs, classes = _by_id(tables, "orgs"), _by_id(tables, "classes")
    for name in ("classes", "enrollments"):
        for row in tables[name].rows if name in tables else ():
            school = orgs.get(row["schoolSourcedId"])
            if school is not None and school["type"] != "school":
                expected = _("an organisation of the type school")
                tables[name].wrong(row.line, "schoolSourcedId", row["schoolSourcedId"], expected,
                                   "exchange.roster_no_school")  # fmt: skip
    for row in tables["enrollments"].rows if "enrollments" in tables else ():
        of = classes.get(row["classSourcedId"])
        if of is None or orgs.get(of["schoolSourcedId"], of)["type"] not in ("school", ""):
            continue
        if row["schoolSourcedId"] != of["schoolSourcedId"]:
            expected = _("%(school)s, the school of the class") % {"school": of["schoolSourcedId"]}
            tables["enrollments"].wrong(row.line, "schoolSourcedId", row["schoolSourcedId"],
                                        expected, "exchange.roster_other_school")  # fmt: skip


def _check_enrolled(tables: Tables) -> None:
    """Only teachers are primary; nobody is enrolled twice in a class in the same role."""
    table, seen = tables.get("enrollments"), dict[tuple[str, str, str, str], int]()
    if table is None:
        return
    for row in table.rows:
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
    table = tables.get("users")
    if table is None:
        return
    for row in table.rows:
        if row["sourcedId"] in row.many("agentSourcedIds"):
            expected = _("other persons than the user")
            table.wrong(row.line, "agentSourcedIds", row["sourcedId"], expected,
                        "exchange.roster_own_agent")  # fmt: skip


def _check_nesting(tables: Tables, name: str, column: str) -> None:
    rows = _by_id(tables, name)
    parents = {key: row[column] for key, row in rows.items()}
    for key in sorted(looped(parents) & rows.keys()):
        expected = _("one that is not a part of this one")
        row = rows[key]
        tables[name].wrong(row.line, column, row[column], expected, "exchange.roster_loop")


def _check_primary_roles(tables: Tables) -> None:
    """A user has one primary role at an organisation (1.2)."""
    table, seen = tables.get("roles"), dict[tuple[str, str], int]()
    if table is None:
        return
    for row in table.rows:
        if row["roleType"] != "primary" or row["status"] == "tobedeleted":
            continue
        key = row["userSourcedId"], row["orgSourcedId"]
        first = seen.setdefault(key, row.line)
        if first != row.line:
            expected = _("secondary; the primary role stands in line %(line)s") % {"line": first}
            table.wrong(row.line, "roleType", "primary", expected,
                        "exchange.roster_primary_twice")  # fmt: skip
