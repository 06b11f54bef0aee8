"""Whoever reads an archive without this program is told what every table and column means."""

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

import hedgerow
from hedgerow.edges.archives.contents import PARTS, Part
from hedgerow.edges.archives.inside import ENTRY, INSIDE
from hedgerow.edges.archives.listing import HEADINGS, as_csv, tables
from hedgerow.edges.archives.schema import columns
from hedgerow.edges.archives.sentences import FILE, ROW, codes_of, meaning_of, of_table
from hedgerow.foundation.subjects import KINDS

SOURCE = Path(hedgerow.__file__).parent
EMPTY_WORDS = {
    "a", "an", "and", "are", "by", "for", "in", "is", "it", "its", "of", "on", "one", "or", "row",
    "that", "the", "this", "to", "what", "which",
}  # fmt: skip
by_part = pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower())) - EMPTY_WORDS


def repeats(name: str, sentence: str) -> bool:
    """Whether a sentence says nothing that its name does not."""
    own = {
        form for one in words(name.replace("_", " ")) for form in (one, f"{one}s", one.rstrip("s"))
    }
    return not words(sentence) - own


@by_part
def test_a_sentence_says_what_one_row_is(part: Part) -> None:
    said = of_table(part.model)
    assert said.endswith((".", '."'))
    assert len(said.split()) > 3
    assert not repeats(part.name, said)


@by_part
def test_a_sentence_says_what_each_column_means(part: Part) -> None:
    without = [
        one.name
        for one in columns(part)
        if not str(one.described.get("description", "")).endswith(".")
    ]
    assert without == []


@by_part
def test_no_sentence_only_repeats_the_name_of_its_column(part: Part) -> None:
    own = {field.name for field in part.model._meta.concrete_fields}
    names = [one.name for one in columns(part) if one.name in own]
    assert [name for name in names if repeats(name, meaning_of(part.model, name))] == []


@pytest.mark.parametrize("said", ["The name.", "What the name is", "", "Names of the row."])
def test_a_sentence_that_only_repeats_a_name_is_found(said: str) -> None:
    assert repeats("name", said)
    assert not repeats("name", "What the school is called.")


@by_part
def test_it_is_said_when_a_column_is_empty_that_may_be(part: Part) -> None:
    told = {one.name: str(one.described["description"]) for one in columns(part)}
    nullable = {field.name for field in part.model._meta.concrete_fields if field.null}
    assert [name for name in told.keys() & nullable if "mpty" not in told[name]] == []


@by_part
def test_every_code_of_a_column_stands_in_its_sentence(part: Part) -> None:
    for field in part.model._meta.concrete_fields:
        for one in columns(part):
            if one.name == field.name:
                said = str(one.described["description"])
                assert [code for code in codes_of(field) if f"`{code}`" not in said] == []


def files() -> Iterator[Path]:
    return SOURCE.rglob(FILE)


def test_nothing_is_described_that_an_archive_has_not() -> None:
    held = {(part.model._meta.app_label, part.model.__name__): part for part in PARTS}
    labels = {Path(config.path): config.label for config in apps.get_app_configs()}
    found = 0
    for file in files():
        for model, said in tomllib.loads(file.read_text("utf-8")).items():
            part = held[labels[file.parent], model]
            assert said.keys() - {one.name for one in columns(part)} == {ROW}, (file, model)
            found += 1
    assert found == len(PARTS)


def test_tables_and_columns_that_a_sentence_names_are_there() -> None:
    """``table.column`` in back quotes leads somewhere."""
    listed = {one.name: {line[1] for line in one.lines()} for one in tables()}
    for one in tables():
        for _table, column, _type, _key, _names, said in one.lines():
            for table, named in re.findall(r"`([a-z_]+)\.([a-z_]+)`", said):
                if f"{table}.{named}" not in {other.kind for other in tables()} | SAMPLES:
                    assert named in listed.get(table, ()), (one.name, column, table, named)


SAMPLES = {"placements.step", "people.person", "membership.roles_assigned", "records.progress"}
"""Kinds of row and of act that stand as examples."""


def test_kinds_of_row_that_facts_name_are_kinds_of_tables() -> None:
    kinds = {part.label: part.kind for part in PARTS}
    for kind in KINDS.values():
        if kind.model._meta.label in kinds:
            assert kinds[kind.model._meta.label] == kind.name
    assert len({part.kind for part in PARTS}) == len(PARTS)


def test_the_list_of_columns_opens_in_a_spreadsheet() -> None:
    content = as_csv()
    assert content.startswith(b"\xef\xbb\xbf")
    heading, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert tuple(heading) == HEADINGS
    assert len(lines) > 1_000
    assert all(line[5] for line in lines)
    assert not [line for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(("label", "column"), INSIDE, ids=".".join)
def test_numbers_inside_a_column_are_of_rows_that_an_archive_has(label: str, column: str) -> None:
    (part,) = [one for one in PARTS if one.label == label]
    assert column in {one.name for one in columns(part)}
    named = INSIDE[label, column]
    assert set(named.values()) <= {one.label for one in PARTS}
    assert all(key == ENTRY or f"`{key}`" in meaning_of(part.model, column) for key in named)
