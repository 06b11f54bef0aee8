"""Measures 2.1 to 2.3 on ties worked out by hand, and against networkx on any records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations

import ibis
import networkx as nx
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.features.collaboration.measures import MEASURES
from hedgerow.foundation.warehouse.parquet import types
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.schemas import SCHEMAS
from hedgerow.foundation.warehouse.units import Kept, Measured

WINDOW = Window.ending(date(2026, 6, 30))
DAY = date(2026, 3, 2)
LONG_AGO = date(2024, 1, 1)


class Book:
    """Member organisations and what they delivered."""

    threshold = 10

    def __init__(self, *members: int) -> None:
        self.rows: dict[str, list[dict[str, object]]] = {name: [] for name in SCHEMAS}
        self.sessions = 0
        for one in members:
            self.member(one)

    def table(self, name: str) -> ibis.Table:
        return ibis.memtable(pl.DataFrame(self.rows[name], schema=types(SCHEMAS[name])))

    def kept(self, key: object, make: Callable[[], Kept]) -> Kept:
        return make()

    def member(self, one: int, starts: date = LONG_AGO, ends: date | None = None) -> None:
        self.rows["membership_org"].append(
            {
                "ecosystem": 1, "origin": "live", "organisation": one, "partner": True,
                "organisation_uuid": f"org-{one}", "sector": "other", "operator": -one,
                "starts": starts, "ends": ends,
            }
        )  # fmt: skip

    def session(self, activity: int, *by: int, day: date = DAY, **flags: bool) -> None:
        self.sessions += 1
        for one in by or (0,):
            self.rows["delivery"].append(
                {
                    "ecosystem": 1, "origin": "live", "day": day, "session": self.sessions,
                    "session_uuid": f"s-{self.sessions}", "activity": activity,
                    "organisation": one, "sector": "other", "operator": -one, "in_lessons": False,
                    "held": True, "confirmed": True, **flags,
                }
            )  # fmt: skip

    def private(self, activity: int) -> None:
        self.rows["private_activity"].append(
            {"ecosystem": 1, "origin": "live", "activity": activity}
        )

    def tie(self, one: int, two: int, **flags: bool) -> None:
        """Two joint activities of their own."""
        for activity in range(2):
            self.session(1000 * one + 10 * two + activity, one, two, **flags)


def measure(number: str, book: Book) -> Measured:
    return MEASURES[number](book, WINDOW)


def star(leaves: int) -> Book:
    book = Book(*range(1, leaves + 2))
    for leaf in range(2, leaves + 2):
        book.tie(1, leaf)
    return book


@pytest.mark.slow
def test_a_star_hangs_on_its_hub() -> None:
    book = star(5)
    assert measure("2.1", book).figures == pytest.approx((10 / 6,) * 3)
    assert measure("2.2", book).figures == (1.0, 1.0, 1.0)
    assert measure("2.3", book).figures == pytest.approx((1 / 5,) * 3)
    assert measure("2.1", book).n == 6


@pytest.mark.slow
def test_one_activity_together_is_no_tie_and_two_sessions_of_it_are_not_two() -> None:
    book = Book(1, 2, 3, 4, 5)
    book.session(7, 1, 2)
    book.session(7, 1, 2)
    assert measure("2.1", book).figures == (0.0, 0.0, 0.0)
    book.session(8, 1, 2)
    assert measure("2.1", book).figures == pytest.approx((2 / 5,) * 3)


@pytest.mark.slow
def test_unconfirmed_ties_widen_the_range_and_not_the_value() -> None:
    book = star(4)
    book.tie(2, 3, confirmed=False)
    assert measure("2.1", book).figures == pytest.approx((8 / 5, 8 / 5, 2.0))
    value, lower, upper = measure("2.2", book).figures or (None,) * 3
    assert value == upper == 1.0
    assert lower is not None
    assert lower < 1


@pytest.mark.slow
def test_ties_made_of_private_activities_are_told_to_members_alone() -> None:
    book = star(4)
    book.private(1020)  # one of two that tie 1 and 2
    assert measure("2.1", book).figures == pytest.approx((8 / 5,) * 3)
    assert all(measure(number, book).inner for number in MEASURES)


@pytest.mark.slow
def test_a_private_activity_that_makes_no_tie_hides_nothing() -> None:
    book = star(4)
    book.session(9, 2, 3)
    book.private(9)
    assert not any(measure(number, book).inner for number in MEASURES)


def test_few_ties_are_not_told_where_they_rest_on_private_activities() -> None:
    book = Book(1, 2, 3, 4, 5)
    book.tie(1, 2)
    book.private(1020)
    found = measure("2.2", book)
    assert (found.reason, found.inner) == ("few_ties", True)


def test_what_was_cancelled_or_before_the_window_ties_nobody() -> None:
    book = Book(1, 2, 3, 4, 5)
    book.tie(1, 2, held=False)
    for activity in (1, 2):
        book.session(activity, 3, 4, day=WINDOW.starts - timedelta(days=1))
    assert measure("2.1", book).figures == (0.0, 0.0, 0.0)


def test_members_of_less_than_half_a_year_do_not_count_and_leavers_do() -> None:
    book = star(5)
    book.member(50, starts=WINDOW.ends - timedelta(days=100))
    book.member(51, ends=WINDOW.starts + timedelta(days=200))
    assert measure("2.1", book).n == 7


def test_without_a_tie_each_there_is_no_hub_to_depend_on() -> None:
    book = Book(1, 2, 3, 4, 5, 6)
    book.tie(1, 2)
    found = measure("2.2", book)
    assert (found.state, found.reason) == ("insufficient", "few_ties")


def test_coverage_is_the_share_of_sessions_that_name_who_delivered() -> None:
    book = star(4)
    sessions = book.sessions
    for number in range(sessions):
        book.session(9000 + number)
    assert measure("2.3", book).coverage == pytest.approx(0.5)


@pytest.mark.slow
def test_nothing_recorded_is_insufficient_and_no_error() -> None:
    found = [measure(number, Book()) for number in MEASURES]
    assert [one.table for one in found] == [None] * 3


@st.composite
def books(draw: st.DrawFn) -> Book:
    members = range(1, draw(st.integers(5, 8)) + 1)
    book = Book(*members)
    for activity in range(draw(st.integers(0, 25))):
        by = draw(st.lists(st.sampled_from([*members, 99]), max_size=4, unique=True))
        book.session(activity, *by, confirmed=draw(st.sampled_from([True, True, False])))
    return book


PATIENT = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.mark.slow
@settings(PATIENT, max_examples=8)
@given(books())
def test_each_figure_is_that_of_networkx(book: Book) -> None:
    agree(book)


@pytest.mark.slow
@settings(PATIENT, max_examples=100)
@given(books())
def test_each_figure_is_that_of_networkx_in_many_more_books(book: Book) -> None:
    agree(book)


def agree(book: Book) -> None:
    members = sorted({int(str(row["organisation"])) for row in book.rows["membership_org"]})
    together: dict[int, set[int]] = defaultdict(set)
    for row in book.rows["delivery"]:
        if row["confirmed"] and row["organisation"] in members:
            together[int(str(row["activity"]))].add(int(str(row["organisation"])))
    peer: nx.Graph[int] = nx.Graph()
    peer.add_nodes_from(members)
    for pair in combinations(members, 2):
        if sum({*pair} <= some for some in together.values()) >= 2:
            peer.add_edge(*pair)
    degrees = dict(peer.degree())
    n, most = len(members), max(degrees.values())
    value = {number: (measure(number, book).figures or (None,))[0] for number in MEASURES}
    assert value["2.1"] == pytest.approx(2 * peer.number_of_edges() / n)
    if sum(degrees.values()) / n >= 1:
        wanted = sum(most - one for one in degrees.values()) / ((n - 1) * (n - 2))
        assert value["2.2"] == pytest.approx(wanted)
    peer.remove_node(min(one for one in members if degrees[one] == most))
    assert value["2.3"] == max(map(len, nx.connected_components(peer))) / (n - 1)
