"""Blueprints say what is recorded, and refuse what cannot be read."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from hedgerow.commons.ecosystems.told_planting import told_in
from hedgerow.edges.blueprints.schema import DATA, UNTITLED, BlueprintError, available, load, read

SOURCES = {"S": "Learning ecosystems, source document, c. 2015"}
"""What the page of figures calls its sources, with their names."""


def changed(folder: Path, old: str, new: str) -> Path:
    text = (DATA / "tulsa.toml").read_text(encoding="utf-8")
    assert old in text
    path = folder / "mine.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_every_blueprint_is_read_under_its_own_key() -> None:
    assert {"long-beach", "tulsa"} <= {*available()}
    assert [load(key).identity.key for key in available()] == available()


def test_tulsa_holds_seven_titled_components_and_twenty_one_seats() -> None:
    tulsa = load("tulsa")
    assert len(tulsa.frameworks[0].items) == 7
    assert UNTITLED not in [item.title for item in tulsa.frameworks[0].items]
    assert sum(one.seats for one in tulsa.bodies[0].constituencies) == 21


def test_the_history_of_tulsa_is_of_the_published_size() -> None:
    history = load("tulsa").history
    assert history is not None
    assert (history.above.count, [one.count for one in history.sites]) == (2, [31])
    assert sum(history.partners.values()) == 150
    assert history.learners >= 3000
    assert history.marks >= 60000


def test_long_beach_names_three_of_sixteen_pathways() -> None:
    titles = [item.title for item in load("long-beach").frameworks[0].items]
    assert len(titles) == 16
    assert titles.count(UNTITLED) == 13


def test_figures_that_disagree_stand_side_by_side() -> None:
    found = [f for f in load("long-beach").figures if told_in(f.name, "en") == "pathways"]
    assert [(f.value, f.as_of) for f in found] == [(Decimal(16), "c. 2015"), (Decimal(40), "2015")]
    assert found[0].source != found[1].source


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "comm', 'colour = "red"\nkind = "comm', "mine.toml: identity.colour: expected"),
        ('country = "US"', 'country = "usa"', "mine.toml: territory.country: expected"),
        (
            'name = "Tulsa, Oklahoma"',
            f'name = "{"Tulsa " * 40}"',
            "mine.toml: territory.name: expected",
        ),
        ("seats = 21", "seats = 22", "mine.toml: bodies.0: expected constituencies of 22 seats"),
        ('code = "C2"', 'code = "C1"', "mine.toml: frameworks.0: expected item codes that differ"),
        ('ends = "12-19"', 'ends = "01-01"', "mine.toml: terms.0: expected an end on"),
        ("us = 10", "mars = 10", "mine.toml: history: expected pools of"),
        ("[identity]", "[identity", "mine.toml: expected a TOML file"),
        (
            "community-partners = {",
            "hives = {",
            "mine.toml: whole file: expected indicators that are there; not hives",
        ),
        (
            'club = ["components/C6"]',
            'club = ["components/C9"]',
            "mine.toml: whole file: expected items of frameworks that are there; not components/C9",
        ),
        (
            "students-served = { first = 0.4,",
            "students-served = { first = 40,",
            "mine.toml: history.observed.students-served: expected a first and a last share",
        ),
    ],
)
def test_a_fault_names_file_path_and_what_was_expected(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = changed(tmp_path, old, new)
    with pytest.raises(BlueprintError) as refusal:
        read(path)
    assert told in str(refusal.value)


def test_a_name_keeps_no_mark_that_turns_what_stands_after_it(tmp_path: Path) -> None:
    path = changed(tmp_path, 'code = "C2"', 'code = "C\\u202E2\\u0000"')
    assert [one.code for one in read(path).frameworks[0].items][1] == "C2"


def test_a_blueprint_nobody_wrote_is_refused_with_those_there_are() -> None:
    with pytest.raises(BlueprintError, match="long-beach, .*tulsa"):
        load("../secret")


@pytest.mark.shared
@pytest.mark.parametrize("key", available())
def test_every_published_figure_is_held_with_its_date_and_source(key: str) -> None:
    page = Path(__file__).parents[6] / "shared" / "design" / "figures.csv"
    if not page.exists():
        pytest.skip("the page of figures is not beside this checkout")
    with page.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["system"] == key]
    told = {
        (
            row["figure"], Decimal(row["value"]), row["unit"], row["qualifier"], row["as_of"],
            SOURCES[row["source"]],
        )
        for row in rows
    }  # fmt: skip
    held = {
        (
            told_in(f.name, "en"), f.value, told_in(f.unit, "en"), told_in(f.qualifier, "en"),
            f.as_of, told_in(f.source, "en"),
        )
        for f in load(key).figures
    }  # fmt: skip
    assert told or key == "hive"  # of which the page holds no figure
    assert told <= held
