"""Plain lines are read many at once, and what is read is what Python's reader reads."""

import csv
import io
import random

import pytest

from hedgerow.edges.exchange.rosters import plain, reading
from hedgerow.edges.exchange.rosters.oneroster import ONEROSTER
from hedgerow.foundation.texts import TURNING

CELLS = ("", '""', "a", '"a"', '"a,b"', '"x""y"', " b ", "é", "#c", "NULL", "0x1", "\\", "'", "1", "\u2028",
         "\x1f", "\N{ZERO WIDTH NO-BREAK SPACE}")  # fmt: skip
ODD = ('"', 'a"b', '""""', '"a" ', "\0", "\r", '"a\nb"', "a,b", "\n")
USERS = ONEROSTER["1.1"].files["users"]


def text_of(chance, odd):
    width, end = chance.randint(2, 4), chance.choice(("\n", "\r\n"))
    lines = [",".join(chance.choices(CELLS, k=width)) for _ in range(chance.randint(1, 9))]
    if odd:
        lines[chance.randrange(len(lines))] += "," * (width - 1) + chance.choice(ODD)
    return width, end.join(lines) + chance.choice(("", end))


@pytest.mark.slow
@pytest.mark.parametrize("block", [40, 4 << 20])
def test_lines_taken_as_plain_say_what_pythons_reader_says(monkeypatch, block):
    monkeypatch.setattr(plain, "BLOCK", block)
    chance, whole = random.Random(3), 0
    for nth in range(45):
        width, text = text_of(chance, odd=nth % 3 == 0)
        blocks = plain.Blocks(io.BytesIO(text.encode()), width)
        rows = [row for some in blocks.rows() for row in some.cells.rows()]
        lines = text.split("\n")
        assert [row[-1] for row in rows] == list(range(2, len(rows) + 2))
        said = "\n".join(lines[: len(rows)])
        reader = csv.reader(io.StringIO(said, newline=""), strict=True)
        assert [row[:-1] for row in rows] == [tuple(cells) for cells in reader]
        left = plain.joined(blocks.rest, blocks.content).read().decode()
        assert left == "\n".join(lines[len(rows) :])
        whole += not left
    assert whole > 15  # many are plain to their end


def test_every_blank_and_mark_that_is_taken_off_is_known_by_how_it_begins():
    taken_off = [one for one in plain.SPACES if not one.isascii()]
    taken_off += [chr(one) for one in range(0x110000) if TURNING.fullmatch(chr(one))]
    assert len(taken_off) > 20
    assert all(one.encode().startswith(plain.ODD) for one in taken_off)


def table(content, monkeypatch, *, plainly):
    with monkeypatch.context() as patched:
        patched.setattr(plain, "BLOCK", 200)
        if not plainly:
            patched.setattr(plain, "heads", lambda content: (None, content.read()))
        return reading.read_table(USERS, io.BytesIO(content))


HEADS = ",".join(one.name for one in USERS.columns)


def row(code, **said):
    cells = {"sourcedId": code, "enabledUser": "true", "orgSourcedIds": "s", "role": "student",
             "username": code, "givenName": "Bo", "familyName": "Ek", **said}  # fmt: skip
    return ",".join(cells.get(one.name, "") for one in USERS.columns)


@pytest.mark.parametrize(
    "rows",
    [
        [row("u1"), row("u2", role="nobody"), row("u3")],
        [row("u1"), row("u2"), row("u3", givenName='"Bo\nAn"'), row("u4"), row("u1")],
        [row("u1"), "", row("u2"), "," * HEADS.count(","), row("u3"), "a,b"],
        [row("u1"), row("u2"), row("u3", givenName='"Bo'), row("u4")],
        [row("u1", givenName='"Bo ""B"""'), row("u2", password="x"), row("u2")],
        [row("u1"), row("u2"), row("u3").replace("Bo", "B\udcff"), row("u4")],
        [],
    ],
    ids=["plain", "two lines in a cell", "blank and short", "open", "quoted", "bytes", "none"],
)
@pytest.mark.parametrize("head", [HEADS, "\N{BYTE ORDER MARK}" + HEADS, '"' + HEADS])
def test_a_table_is_the_same_by_either_way(monkeypatch, rows, head):
    content = "\n".join([head, *rows]).encode(errors="surrogateescape")
    ours, theirs = (table(content, monkeypatch, plainly=one) for one in (True, False))
    assert (ours.frame is None) == (theirs.frame is None)
    assert ours.frame is None or ours.frame.equals(theirs.frame)
    assert (ours.refused, ours.broken) == (theirs.refused, theirs.broken)
    assert {one.code for one in ours.problems} == {one.code for one in theirs.problems}
    if not any("\udcff" in one for one in rows):  # of bytes that are no text, only near which line
        assert ours.problems == theirs.problems


@pytest.mark.parametrize("plainly", [True, False])
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("\u2067Ek\u2069", "\u2067Ek\u2069"),
        ("\u2068\u05d0\u2069 (B)\u200f", "\u2068\u05d0\u2069 (B)\u200f"),
        (" \u202eoB\u202c ", "oB"),
        ("\u2067 Ek", "Ek"),
        ("Ek\u2069", "Ek"),
        ("\u2067", ""),
    ],
)
def test_a_name_keeps_the_isolates_that_it_closes_and_nothing_turns_what_stands_after_it(
    monkeypatch, plainly, said, kept
):
    odd = row("u1", givenName=said, familyName="Ek")
    (only,) = table(f"{HEADS}\n{odd}\n".encode(), monkeypatch, plainly=plainly).rows
    assert only["givenName"] == kept


@pytest.mark.parametrize("plainly", [True, False])
def test_keys_words_and_what_refers_keep_no_mark_closed_or_not(monkeypatch, plainly):
    odd = row(
        "\u2067u1\u2069", role="\u2066student\u2069", orgSourcedIds="\u2068s1\u2069",
        email="\u2066cy@example.org\u2069", phone="\u206617\u2069",
    )  # fmt: skip
    found = table(f"{HEADS}\n{odd}\n".encode(), monkeypatch, plainly=plainly)
    (only,) = found.rows
    names = ("sourcedId", "role", "orgSourcedIds", "email", "phone")
    assert [only[name] for name in names] == ["u1", "student", "s1", "cy@example.org", "17"]


def test_a_name_of_several_lines_keeps_no_mark(monkeypatch):
    odd = row("u1", givenName='"\u2067B\no"', familyName="Ek")
    (only,) = table(f"{HEADS}\n{odd}\n".encode(), monkeypatch, plainly=False).rows
    assert only["givenName"] == "B o"
