"""One wrong value beside a password is told by name, and no password is, however the cells have moved."""

import csv
import io
import zipfile

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hedgerow.edges.exchange.rosters.kolibri import USERS as KOLIBRI
from hedgerow.edges.exchange.rosters.layout import File, Heading, refused
from hedgerow.edges.exchange.rosters.oneroster import ONEROSTER
from hedgerow.edges.exchange.rosters.refusing import KNOWN, _headed, keep_stripped
from hedgerow.edges.exchange.rosters.sds import SDS, STUDENT, TEACHER
from hedgerow.edges.exchange.rosters.sets import read_set
from hedgerow.edges.exchange.rosters.shifted import neighbours

from .ragged import WORD

FILES = [
    KOLIBRI, STUDENT, TEACHER, ONEROSTER["1.1"].files["users"], ONEROSTER["1.2"].files["users"],
    ONEROSTER["1.1"].files["demographics"],
]  # fmt: skip
OF_KIND = {
    "day": "2012-05-06", "moment": "2026-11-20T08:00:00Z", "flag": "true", "birth": "2001",
    "year": "2027", "number": "12.5",
}  # fmt: skip


def fitting(column, at):
    if column.name in ("email", "Secondary Email"):
        return f"cy{at}@example.org"
    return column.choices[0] if column.choices else OF_KIND.get(column.kind, f"text {at}")


def left(cells, at, to, filler):
    """A cell is missing, and one too many stands further on."""
    rest = [*cells[:at], *cells[at + 1 :]]
    return [*rest[:to], filler, *rest[to:]] if to >= at else None


def right(cells, at, to, filler):
    """A cell too many stands there, and one further on is missing."""
    return [*cells[:at], filler, *cells[at:to], *cells[to + 1 :]] if to >= at else None


def swapped(cells, at, to, filler):
    if at + 1 == len(cells):
        return None
    return [*cells[:at], cells[at + 1], cells[at], *cells[at + 2 :]]


def doubled(cells, at, to, filler):
    return right(cells, at, to, cells[at])


@st.composite
def moved(draw):
    """A file, its headings in some order, and a line that was right until its cells were moved."""
    file = draw(st.sampled_from(FILES))
    heads = draw(st.one_of(st.just(list(file.columns)), st.permutations(list(file.columns))))
    cells = [fitting(column, at) for at, column in enumerate(heads)]
    hidden = [at for at, one in enumerate(heads) if one.refused]
    places = st.integers(0, len(heads) - 1)
    for at in draw(st.sets(places, max_size=len(heads) // 2)):
        cells[at] = ""
    own = draw(st.sampled_from(hidden))
    cells[own] = WORD
    to = draw(st.one_of(st.just(len(heads) - 1), places))
    filler = draw(st.sampled_from(["", "x", "true", "2001", "STUDENT"]))
    change = draw(st.sampled_from([left, right, swapped, doubled]))
    cells = change(cells, draw(places), to, filler)
    assume(cells is not None)
    if draw(st.booleans()):
        spoiled = draw(places)
        cells[spoiled] = cells[spoiled] if WORD in cells[spoiled] else "STUDENT"
    return file, [one.name for one in heads], cells


@given(moved())
def test_whatever_moves_by_one_a_line_that_is_told_holds_nothing_refused(given):
    file, heads, cells = given
    told = neighbours(KNOWN[file.name], heads).shifted(cells)
    assume(told is not None)
    _heads, sieve = _headed(KNOWN[file.name], list(heads))
    kept = sieve.through(list(cells))
    assert WORD not in str(kept)
    assert WORD not in told.value
    assert len([one for one in kept if one]) == 1
    assert sum(bool(cell) for cell in kept[0]) == 1


@given(st.permutations(list(KOLIBRI.columns)), st.text(min_size=1, max_size=8))
def test_a_value_beside_the_password_is_never_told(heads, value):
    assume(value.strip())
    names = [one.name for one in heads]
    cells = [fitting(one, at) for at, one in enumerate(heads)]
    at = names.index("USER_TYPE")
    cells[at] = value
    told = neighbours(KOLIBRI, names).shifted(cells)
    assert told is None or not told.value or abs(names.index("PASSWORD") - at) > 1


def line_of(file, **changes):
    names = [one.name for one in file.columns]
    cells = [fitting(one, at) for at, one in enumerate(file.columns)]
    for name, value in changes.items():
        cells[names.index(name.replace("_", " ") if file is not KOLIBRI else name)] = value
    return names, cells


def problems(tmp_path, file, cells):
    """What is said of the line once its set was kept, and at once by the command; what is kept."""
    names = [one.name for one in file.columns]
    heads = [f"{one} ({one})" for one in names] if file is KOLIBRI else names
    out = io.StringIO()
    csv.writer(out).writerows([heads, cells])
    source = tmp_path / ("users.csv" if file is KOLIBRI else "set.zip")
    if file is KOLIBRI:
        source.write_text(out.getvalue())
    else:
        with zipfile.ZipFile(source, "w") as packed:
            for one in SDS.files.values():
                if one is file:
                    continue
                packed.writestr(one.name, ",".join(column.name for column in one.columns) + "\r\n")
            packed.writestr(file.name, out.getvalue())
    keep_stripped(source, tmp_path / "kept", source.name)
    with zipfile.ZipFile(tmp_path / "kept") as kept:
        text = "".join(kept.read(name).decode() for name in kept.namelist())
    found: list[list[tuple[str, str, str]]] = []
    for path in (tmp_path / "kept", source):
        roster = read_set(path, source.name)
        found.append([
            (one.column, one.value, one.code) for one in roster.problems
            if one.line == 2 and one.file in (file.name, source.name)
        ])  # fmt: skip
        assert WORD not in str(roster.problems)
        assert not any(
            len(table.rows) for name, table in roster.tables.items() if name in file.name.lower()
        )
    (tmp_path / "kept").unlink()
    assert found[0] == found[1]
    assert WORD not in text
    return found[0], text


@pytest.mark.parametrize(
    ("file", "column", "value", "code"),
    [
        (KOLIBRI, "USER_TYPE", "STUDENT", "exchange.roster_choice"),
        (KOLIBRI, "BIRTH_YEAR", "1899", "exchange.roster_birth"),
        (STUDENT, "Status", "Retired", "exchange.roster_choice"),
        (STUDENT, "Birthdate", "31.12.2010", "exchange.roster_day"),
        (STUDENT, "Birthdate", "soon", "exchange.roster_day"),
        (TEACHER, "Status", "Retired", "exchange.roster_choice"),
    ],
)
def test_a_lone_wrong_value_is_named(tmp_path, file, column, value, code):
    password = "PASSWORD" if file is KOLIBRI else "Password"
    _names, cells = line_of(file, **{column: value, password: WORD})
    found, text = problems(tmp_path, file, cells)
    assert found == [(column, value, code)]
    assert "text 0" not in text  # nothing else of the line is kept


@pytest.mark.parametrize("column", ["USER_TYPE", "BIRTH_YEAR"])
def test_what_is_as_the_password_or_may_be_a_sex_is_not_named(tmp_path, column):
    _names, cells = line_of(KOLIBRI, **{column: WORD, "PASSWORD": WORD})
    assert problems(tmp_path, KOLIBRI, cells)[0] == [(column, "", "exchange.roster_shifted")]


def test_two_wrong_values_are_taken_for_a_shift(tmp_path):
    changed = {"USER_TYPE": "STUDENT", "BIRTH_YEAR": "1899", "PASSWORD": WORD}
    _names, cells = line_of(KOLIBRI, **changed)
    found, _text = problems(tmp_path, KOLIBRI, cells)
    assert found == [("USER_TYPE", "", "exchange.roster_shifted")]


def test_where_there_is_no_password_another_cell_of_a_kind_has_to_stand_right(tmp_path):
    changed = {"USER_TYPE": "STUDENT", "PASSWORD": "", "BIRTH_YEAR": ""}
    _names, cells = line_of(KOLIBRI, **changed)
    found, _text = problems(tmp_path, KOLIBRI, cells)
    assert found == [("USER_TYPE", "", "exchange.roster_shifted")]
    _names, cells = line_of(KOLIBRI, USER_TYPE="STUDENT", PASSWORD="")
    found, _text = problems(tmp_path, KOLIBRI, cells)
    assert found == [("USER_TYPE", "STUDENT", "exchange.roster_choice")]


@pytest.mark.parametrize("change", [left, right, swapped, doubled])
def test_each_way_of_moving_the_password_below_a_kind_is_seen(change):
    """The password between two cells of kinds, whichever way it goes."""
    file = File("k.csv", (
        Heading("id"), Heading("born", "birth"), *refused("password"), Heading("ends", "day"),
        Heading("last", "day"),
    ), ("id",))  # fmt: skip
    names = [one.name for one in file.columns]
    for at in (1, 2) if change is not left else (0, 1):
        cells = change(["u1", "2001", WORD, "2027-01-01", "2027-02-02"], at, 4, "")
        told = neighbours(file, names).shifted(cells)
        assert told is not None
        assert told.value == ""
