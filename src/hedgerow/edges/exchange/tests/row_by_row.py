"""Reading a set row by row, slow and obvious: what reading it by columns is held to."""

import csv
from collections import Counter
from dataclasses import dataclass, field

from hedgerow.commons.people.rules import looped
from hedgerow.edges.exchange.rosters.fitting import misfit
from hedgerow.edges.exchange.rosters.layout import heading_key
from hedgerow.edges.exchange.rosters.links import SPANS
from hedgerow.edges.exchange.rosters.packed import text_of
from hedgerow.edges.exchange.rosters.reading import MOST_PROBLEMS, Row, _places
from hedgerow.edges.exchange.rosters.shifted import WORDS
from hedgerow.edges.exchange.tests.rosters import in_one
from hedgerow.foundation.targets import Problem


@dataclass
class Table:
    file: object
    mode: str = "bulk"
    rows: list = field(default_factory=list)
    ids: set = field(default_factory=set)
    firsts: set = field(default_factory=set)
    refused: Counter = field(default_factory=Counter)
    problems: list = field(default_factory=list)
    broken: bool = False

    def wrong(self, line, column, value, expected, code):
        self.problems.append(Problem(line, column, value[:200], expected, code, self.file.name))


def read_table(file, content, mode="bulk", *, strict=True):
    """Read a file and note whatever is wrong with it by itself.

    ``strict`` is OneRoster's: no column but those of the standard, and status and date by mode.
    """
    table = Table(file, mode)
    lines = csv.reader(text_of(content), strict=True)
    line = 1
    try:
        heads = [one if strict else heading_key(one.strip()) for one in next(lines, [])]
        places = _places(table, heads, strict=strict)
        table.broken = bool(table.problems)
        if table.broken:
            return table
        for cells in lines:
            line, first = lines.line_num, line + 1
            if any(cells):
                _take(table, first, cells, places, len(heads), strict=strict)
            if len(table.problems) > MOST_PROBLEMS:
                table.broken = True
                break
    except csv.Error:
        table.broken = True
        expected = "quotation marks that are closed"
        table.wrong(line + 1, "", "", expected, "exchange.roster_quotes")
    except UnicodeDecodeError:
        table.broken = True
        table.wrong(line, "", "", "text in UTF-8", "exchange.roster_encoding")
    return table


def _take(table, line, cells, places, width, *, strict):
    if len(cells) != width:
        _ragged(table, line, cells, width)
        return
    if (moved := _shifted(table.file, places, cells)) is not None:
        table.broken = True
        if text := _lone(table.file, places, cells, moved):
            expected, code = misfit(table.file.column(moved), text, strict=False)
            expected += "; nothing else of the line is kept, as its cells may have shifted"
            table.wrong(line, moved, text, expected, code)
            return
        expected = (
            "what belongs below this heading; as the cells of the line may have shifted, nothing "
        )
        expected += "of it is kept: a password may be in it"
        table.wrong(line, moved, "", expected, "exchange.roster_shifted")
        return
    values = {}
    for column in table.file.columns:
        text = in_one(cells[places[column.name]]) if column.name in places else ""
        if column.refused:
            table.refused.update([column.name] if text else [])
        elif text:
            values[column.name] = text
        if column.name in places and (wrong := misfit(column, text, strict=strict)):
            table.wrong(line, column.name, text, *wrong)
    row = Row(line, values)
    if strict:
        _check_mode(table, row)
    key = "\t".join(row[name] for name in table.file.key)
    if key in table.ids:
        expected = "an id that no other row has"
        table.wrong(line, table.file.key[0], row[table.file.key[0]], expected,
                    "exchange.roster_duplicate")  # fmt: skip
    table.ids.add(key)
    table.rows.append(row)


def _ragged(table, line, cells, width):
    expected, said = f"{width} cells, as there are headings", ",".join(cells)
    if any(one.refused for one in table.file.columns):
        said = ""
        expected += "; what stands in the line is not kept, as a password may be in it"
    table.broken = True
    table.wrong(line, "", said, expected, "exchange.roster_cells")


def _shifted(file, places, cells):
    """The first column out from a refused one, on either side, that is of a kind and has none of it."""
    known = {places[one.name]: one for one in file.columns if one.name in places}
    refused = [at for at, one in known.items() if one.refused]
    ways = {tuple(range(at, -1, -1)) for at in refused}
    ways |= {tuple(range(at, len(cells))) for at in refused}
    telling = []
    for way in ways:
        path = [at for at in way if at in known and not known[at].refused and not known[at].many]
        path = [at for at in path if known[at].kind != "text" or known[at].choices
                or known[at].name == "email"]  # fmt: skip
        telling.append(tuple(path))
    for path in sorted(set(telling)):
        for at in path:
            text = in_one(cells[at])
            if not text or (text in WORDS and text not in known[at].choices):
                continue
            if known[at].name == "email":
                if "@" not in text:
                    return "email"
            elif misfit(known[at], text, strict=False):
                return known[at].name
            else:
                break
    return None


def _lone(file, places, cells, name):
    """What stands in the column that tells, where it is wrong alone and nothing refused can be it."""
    said = {one: in_one(cells[at]) for one, at in places.items()}
    text, own, right = said[name], [], []
    for column in file.columns:
        there = said.get(column.name, "")
        if column.refused and column.name in places:
            far = abs(places[column.name] - places[name]) > 1
            no_word = column.kind == "word" and any(
                text[n : n + 4].isdigit() for n in range(len(text) - 3)
            )
            own.append(
                text != there and (no_word or (far and (column.kind == "word" or bool(there))))
            )
            own[-1] = own[-1] or (far and column.kind != "word" and not there and None)
        elif there and not column.many and (column.choices or column.kind != "text"):
            other = there in WORDS and there not in column.choices
            right += [] if other or column.name == name else [misfit(column, there, strict=False)]
        elif there and column.name == "email" and "@" not in there:
            return ""
    held = None in right
    alone = all(one is None for one in right) and all(held if one is None else one for one in own)
    return text if alone and name != "email" and len(text) <= 255 and text.isprintable() else ""


def _check_mode(table, row):
    """In bulk, status and date are empty; in a delta they are filled."""
    for name in ("status", "dateLastModified"):
        if table.mode == "delta" and not row[name]:
            expected = "a value, as the manifest says delta"
            table.wrong(row.line, name, "", expected, "exchange.roster_delta")
        if table.mode == "bulk" and row[name]:
            expected = "nothing, as the manifest says bulk"
            table.wrong(row.line, name, row[name], expected, "exchange.roster_bulk")


def check_links(tables):
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


def _whole(tables, name):
    """The table of that name, where it holds all there is; a delta may refer to what came before."""
    table = tables.get(name)
    whole = table is not None and table.mode == "bulk" and not table.broken
    return table if whole else None


def _check_reference(tables, table, row, column):
    of = _whole(tables, column.refers)
    if of is None or not row[column.name]:
        return
    single = len(of.file.key) == 1
    for one in row.many(column.name) if column.many else [row[column.name]]:
        known = one in of.ids if single else one in _firsts(of)
        if not known:
            expected = f"an id that stands in {of.file.name}"
            table.wrong(row.line, column.name, one, expected, "exchange.roster_reference")


def _firsts(table):
    """Ids of a file in which one may stand in several rows, such as a pupil of two schools."""
    if not table.firsts:
        table.firsts.update(one.split("\t", 1)[0] for one in table.ids)
    return table.firsts


def _check_span(table, row, first, last):
    starts, ends = row.day(first), row.day(last)
    if starts and ends and ends < starts:
        expected = f"a day on or after {starts}"
        table.wrong(row.line, last, row[last], expected, "exchange.roster_order")


def _by_id(tables, name):
    table = tables.get(name)
    return {row["sourcedId"]: row for row in table.rows} if table else {}


def _check_schools(tables):
    """Classes and enrolments belong to a school, and a class's enrolments to the class's."""
    orgs, classes = _by_id(tables, "orgs"), _by_id(tables, "classes")
    for name in ("classes", "enrollments"):
        for row in tables[name].rows if name in tables else ():
            school = orgs.get(row["schoolSourcedId"])
            if school is not None and school["type"] != "school":
                expected = "an organisation of the type school"
                tables[name].wrong(row.line, "schoolSourcedId", row["schoolSourcedId"], expected,
                                   "exchange.roster_no_school")  # fmt: skip
    for row in tables["enrollments"].rows if "enrollments" in tables else ():
        of = classes.get(row["classSourcedId"])
        if of is None or orgs.get(of["schoolSourcedId"], of)["type"] not in ("school", ""):
            continue
        if row["schoolSourcedId"] != of["schoolSourcedId"]:
            expected = f"{of['schoolSourcedId']}, the school of the class"
            tables["enrollments"].wrong(row.line, "schoolSourcedId", row["schoolSourcedId"],
                                        expected, "exchange.roster_other_school")  # fmt: skip


def _check_enrolled(tables):
    """Only teachers are primary; nobody is enrolled twice in a class in the same role."""
    table, seen = tables.get("enrollments"), {}
    if table is None:
        return
    for row in table.rows:
        if row["primary"] == "true" and row["role"] != "teacher":
            expected = "false, as only a teacher is the first of a class"
            table.wrong(row.line, "primary", "true", expected, "exchange.roster_primary")
        key = (row["classSourcedId"], row["userSourcedId"], row["role"], row["beginDate"])
        first = seen.setdefault(key, row.line)
        if first != row.line and row["status"] != "tobedeleted":
            expected = f"no second row like that of line {first}"
            table.wrong(row.line, "userSourcedId", row["userSourcedId"], expected,
                        "exchange.roster_enrolled_twice")  # fmt: skip


def _check_agents(tables):
    table = tables.get("users")
    if table is None:
        return
    for row in table.rows:
        if row["sourcedId"] in row.many("agentSourcedIds"):
            expected = "other persons than the user"
            table.wrong(row.line, "agentSourcedIds", row["sourcedId"], expected,
                        "exchange.roster_own_agent")  # fmt: skip


def _check_nesting(tables, name, column):
    rows = _by_id(tables, name)
    parents = {key: row[column] for key, row in rows.items()}
    for key in sorted(looped(parents) & rows.keys()):
        expected = "one that is not a part of this one"
        row = rows[key]
        tables[name].wrong(row.line, column, row[column], expected, "exchange.roster_loop")


def _check_primary_roles(tables):
    """A user has one primary role at an organisation (1.2)."""
    table, seen = tables.get("roles"), {}
    if table is None:
        return
    for row in table.rows:
        if row["roleType"] != "primary" or row["status"] == "tobedeleted":
            continue
        key = row["userSourcedId"], row["orgSourcedId"]
        first = seen.setdefault(key, row.line)
        if first != row.line:
            expected = f"secondary; the primary role stands in line {first}"
            table.wrong(row.line, "roleType", "primary", expected,
                        "exchange.roster_primary_twice")  # fmt: skip
