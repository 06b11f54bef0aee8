"""Reading a set by columns finds what reading it row by row finds, whatever is done to it."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgerow.edges.exchange.rosters import columns, links, plain, reading
from hedgerow.edges.exchange.rosters.oneroster import ONEROSTER

from . import row_by_row
from .rosters import Set, delta

CELLS = st.sampled_from(
    ["", " ", "x" * 256, "true", "2026-02-30", "2026-01-31", "1/2/2026", "tobedeleted", "l1", "s1",
     "s1, s9", "d1", "teacher", "student", "k", "2026-11-20T08:00:00Z", "a\nb", 'a"b', " cy ",
     "\N{NO-BREAK SPACE}s1\N{NO-BREAK SPACE}", "\0", "primary", "nine", "g1,e1", "2027-06-04"]
)  # fmt: skip
CHANGES = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 30), CELLS), min_size=0, max_size=6
)
BITS = st.lists(
    st.tuples(st.integers(0, 4_000), st.sampled_from(['"', "\n", ",", "\r", "é", "\n\n", ",,"])),
    max_size=2,
)


def made(version, mode):
    if mode == "bulk":
        return Set(version)
    whole = Set(version)
    return delta(version, **whole.files)


def spoiled(whole, changes, bits, again):
    """The files as bytes: cells changed, a row said twice, characters thrown in."""
    found = {}
    for name in whole.files:
        lines = list(csv.reader(io.StringIO(whole.texts()[f"{name}.csv"])))
        lines += [lines[-1]] if again else []
        for at, column, cell in changes:
            if at % 5 == len(name) % 5:  # a few files, not all the same
                line = lines[1 + at % (len(lines) - 1)] if len(lines) > 1 else lines[0]
                line[column % len(line)] = cell
        out = io.StringIO()
        csv.writer(out).writerows(lines)
        text = out.getvalue()
        for at, bit in bits:
            place = at % (len(text) + 1)
            text = text[:place] + bit + text[place:]
        found[name] = text.encode()
    return found


def told(tables):
    return {
        name: (
            sorted((one.line, one.column, one.value, one.expected, one.code) for one in table.problems),
            table.broken,
        )
        for name, table in tables.items()
    }  # fmt: skip


def read(module, files, version, mode):
    known = ONEROSTER[version].files
    found = {
        name: module.read_table(known[name], io.BytesIO(content), mode)
        for name, content in files.items()
    }
    check = row_by_row if module is row_by_row else links
    check.check_links(found)
    return found


def agree(files, version, mode):
    ours = read(reading, files, version, mode)
    theirs = read(row_by_row, files, version, mode)
    assert told(ours) == told(theirs)
    for name, table in theirs.items():
        assert ours[name].refused == table.refused
        assert [kept(row) for row in ours[name].rows] == [kept(row) for row in table.rows]


def kept(row):
    return row.line, {k: v for k, v in row.values.items() if k not in columns.UNREAD}


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["1.1", "1.2"]),
    st.sampled_from(["bulk", "delta"]),
    CHANGES,
    BITS,
    st.booleans(),
)
def test_columns_and_rows_find_the_same(version, mode, changes, bits, again):
    agree(spoiled(made(version, mode), changes, bits, again), version, mode)


@pytest.mark.slow
def test_they_stop_at_the_same_line_where_too_much_is_wrong():
    whole = Set("1.1")
    whole.files["orgs"] += [
        {"sourcedId": f"o{n % 1_500}", "name": "" if n % 2 else "Elm", "type": "school"}
        for n in range(6_000)
    ]
    agree(spoiled(whole, [], [], again=False), "1.1", "bulk")


@pytest.mark.slow
def test_they_agree_on_more_rows_than_are_looked_at_together(monkeypatch):
    monkeypatch.setattr(reading, "AT_ONCE", 2)
    for bits in ([], [(90, '"')], [(150, "\n\n")], [(200, ",")]):
        agree(spoiled(Set("1.1"), [], bits, again=True), "1.1", "bulk")


@pytest.mark.slow
def test_what_is_taken_off_a_cell_is_what_python_takes_off():
    assert set(plain.SPACES) == {one for one in map(chr, range(0x110000)) if one.isspace()}
