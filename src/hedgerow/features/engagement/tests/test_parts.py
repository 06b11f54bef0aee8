"""Figures flow up from parts: a network against a slow, obvious computation over all its rows."""

import random

import pytest

from hedgerow.features.engagement.measures import MEASURES
from hedgerow.features.engagement.tests.factories import WINDOW, Book

WHOLE, NORTH, SOUTH = 1, 2, 3
CAME = ("present", "late")
CLUB, MUSEUM = (101, "community", -101), (102, "culture", -102)


def a_network(seed: int, *, own_figure: int = 0) -> Book:
    """A network with two parts: some learners take part in both, some in the network itself."""
    draw = random.Random(seed)
    book = Book(ecosystems=(WHOLE, NORTH, SOUTH))
    for part in (WHOLE, NORTH, SOUTH):
        book.filling = part
        if part != WHOLE:
            book.population(draw.randint(60, 90))
        for number in range(3):
            session, by = part * 10 + number, [CLUB, MUSEUM][: draw.randint(1, 2)]
            book.session(session, *by, activity=part * 10 + number, confirmed=draw.random() < 0.8)
        for person in draw.sample(range(100), 30):
            if part == WHOLE and not own_figure and person not in enrolled(book):
                continue  # a learner of the network alone would need a figure of its own
            site = 0 if part == WHOLE else part * 100 + person % 3
            book.learner(person, site=site)
            for number in range(3):
                status = draw.choice(["present", "late", "absent"])
                minutes = draw.randint(10, 90)
                book.mark(
                    part * 10 + number, person, site=site, status=status, minutes=minutes,
                    activity=part * 10 + number,
                )  # fmt: skip
    if own_figure:
        book.filling = WHOLE
        book.population(own_figure)
    return book


def enrolled(book: Book) -> set[int]:
    return {row["person"] for row in book.rows["participant"]}


def confirmed(book: Book) -> set[int]:
    return {row["session"] for row in book.rows["delivery"] if row["confirmed"]}


def came(book: Book) -> set[int]:
    """Everybody who was in a confirmed session anywhere, each once."""
    held = confirmed(book)
    marks = book.rows["attendance"]
    return {row["person"] for row in marks if row["session"] in held and row["status"] in CAME}


def eligible(book: Book) -> int:
    figures = book.rows["population"]
    own = [row["eligible"] for row in figures if row["ecosystem"] == WHOLE]
    return sum(own) if own else sum(row["eligible"] for row in figures)


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 6))]
)
@pytest.mark.parametrize("own_figure", [0, 300])
def test_reach_counts_each_person_once_of_the_eligible_of_all_parts(
    seed: int, own_figure: int
) -> None:
    book = a_network(seed, own_figure=own_figure)
    found = MEASURES["4.1"](book, WINDOW)
    assert found.table is not None
    numerators, denominators = found.table.sums()
    assert numerators.sum() == len(came(book))
    assert denominators.sum() == pytest.approx(eligible(book))
    assert found.n == eligible(book)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.slow
def test_the_clusters_are_the_sites_of_all_parts(seed: int) -> None:
    book = a_network(seed)
    found = MEASURES["4.1"](book, WINDOW)
    assert found.table is not None
    sites = {row["site"] for row in book.rows["participant"] if row["site"]}
    assert set(found.table.clusters.tolist()) <= sites
    by_part = dict.fromkeys((NORTH, SOUTH), 0.0)
    for cluster, size in zip(found.table.clusters, found.table.denominators, strict=True):
        by_part[int(cluster) // 100] += size
    stated = {row["ecosystem"]: row["eligible"] for row in book.rows["population"]}
    one_school_only = {  # whoever is on two rolls is spread with the lower part's sites alone
        part: pytest.approx(stated[part]) for part in by_part
    }
    assert by_part == one_school_only


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.slow
def test_boundary_crossing_asks_of_each_person_once(seed: int) -> None:
    book = a_network(seed)
    found = MEASURES["4.6"](book, WINDOW)
    assert found.table is not None
    assert sorted(found.table.units) == sorted(f"person-{one}" for one in came(book))
    operators: dict[int, set[int]] = {}
    delivered = {}
    for row in book.rows["delivery"]:
        delivered.setdefault(row["session"], set()).add(row["operator"])
    for row in book.rows["attendance"]:
        if row["session"] in confirmed(book) and row["status"] in CAME:
            operators.setdefault(row["person"], set()).update(delivered[row["session"]])
    crossed = sum(len(some) >= 2 for some in operators.values())
    assert found.table.numerators.sum() == crossed


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.slow
def test_hours_of_all_parts_make_the_diversity(seed: int) -> None:
    book = a_network(seed)
    found = MEASURES["4.3"](book, WINDOW)
    assert found.table is not None
    of_sector = {"community": 0.0, "culture": 0.0}
    for mark in book.rows["attendance"]:
        by = [row for row in book.rows["delivery"] if row["session"] == mark["session"]]
        if mark["status"] in CAME and mark["session"] in confirmed(book):
            for row in by:
                of_sector[row["sector"]] += mark["minutes"] / len(by)
    sums = dict(zip(found.table.names, found.table.sums()[0].sum(axis=0), strict=True))
    whole, told = sum(of_sector.values()), sum(sums.values())
    for sector, minutes in of_sector.items():
        assert sums.get(sector, 0) / told == pytest.approx(minutes / whole)


def test_a_part_that_states_no_figure_leaves_the_whole_without_one() -> None:
    book = a_network(1)
    book.rows["population"] = [row for row in book.rows["population"] if row["ecosystem"] != SOUTH]
    found = MEASURES["4.1"](book, WINDOW)
    assert (found.state, found.reason) == ("insufficient", "no_population")


def test_what_somebody_declared_in_two_parts_counts_once() -> None:
    book = Book(ecosystems=(WHOLE, NORTH, SOUTH))
    for part, value in ((WHOLE, "a"), (NORTH, "b"), (SOUTH, "c")):
        book.filling = part
        book.learner(1, site=part, home=value)
    book.filling = NORTH
    book.learner(2, site=7, home="b")
    book.filling = SOUTH
    book.learner(2, site=8, home="c")
    rows = book.table("participant_group").to_polars()
    assert sorted(rows.select("person", "value").iter_rows()) == [(1, "a"), (2, "b")]
    roll = book.table("participant").to_polars()
    assert sorted(roll.select("person", "site").iter_rows()) == [(1, WHOLE), (2, 7)]
