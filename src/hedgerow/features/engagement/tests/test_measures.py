"""Measures 4.1 to 4.6 on examples small enough to work out by hand."""

from datetime import date
from math import exp, log

import pytest

from hedgerow.features.engagement.measures import MEASURES
from hedgerow.features.engagement.tests.factories import DAY, WINDOW, Book
from hedgerow.foundation.warehouse.units import UnitTable

CLUB, SCHOOL, MUSEUM = (101, "club", -101), (1, "school", 500), (102, "culture", -102)


def read(number, book):
    return MEASURES[number](book, WINDOW)


def value(measured):
    """Ratio of sums; the measures with estimators of their own are summed by the tests."""
    table: UnitTable = measured.table
    return table.numerators.sum() / table.denominators.sum()


def sums(measured):
    numerators, denominators = measured.table.sums()
    return numerators.sum(axis=0).tolist(), denominators.sum(axis=0).tolist()


@pytest.fixture
def book():
    """Twelve learners at two schools, forty eligible, one club session they all came to."""
    book = Book()
    book.population(40)
    book.session(1, CLUB)
    for person in range(1, 13):
        book.learner(
            person, site=1 if person <= 8 else 2, home="spanish" if person < 4 else "other"
        )
        book.mark(1, person, site=1 if person <= 8 else 2)
    return book


@pytest.mark.slow
def test_reach_is_participants_of_the_eligible(book):
    found = read("4.1", book)
    assert value(found) == pytest.approx(12 / 40)
    assert (found.n, found.coverage, found.cells) == (40, 1, (12, 28))


@pytest.mark.slow
def test_reach_counts_each_learner_once(book):
    book.session(2, CLUB)
    book.mark(2, 1)
    assert value(read("4.1", book)) == pytest.approx(12 / 40)


@pytest.mark.parametrize("status", ["absent", "excused"])
@pytest.mark.slow
def test_reach_counts_only_who_came(book, status):
    book.learner(13)
    book.mark(1, 13, status=status)
    assert value(read("4.1", book)) == pytest.approx(12 / 40)


@pytest.mark.parametrize("flags", [{"held": False}, {"confirmed": False}])
@pytest.mark.slow
def test_reach_counts_no_session_that_is_cancelled_or_unconfirmed(book, flags):
    book.session(2, CLUB, **flags)
    book.learner(13)
    book.mark(2, 13)
    assert value(read("4.1", book)) == pytest.approx(12 / 40)


@pytest.mark.slow
def test_reach_counts_nobody_outside_the_population_or_the_window(book):
    book.learner(13, eligible=False)
    book.mark(1, 13)
    book.learner(14)
    book.session(2, CLUB, day=date(2025, 6, 30))
    book.mark(2, 14, day=date(2025, 6, 30))
    assert value(read("4.1", book)) == pytest.approx(12 / 40)


@pytest.mark.slow
def test_reach_splits_the_eligible_by_the_roll_of_each_school(book):
    _, denominators = read("4.1", book).table.sums()
    assert denominators[:, 0].tolist() == pytest.approx([40 * 8 / 12, 40 * 4 / 12])


@pytest.mark.slow
def test_a_register_not_taken_lowers_coverage(book):
    book.session(2, CLUB)
    assert read("4.1", book).coverage == 0.5


@pytest.mark.slow
def test_more_participants_than_eligible_is_a_data_error(book):
    book.rows["population"].clear()
    book.population(11)
    found = read("4.1", book)
    assert (found.state, found.reason) == ("data_error", "more_than_eligible")


def test_without_a_cited_figure_reach_is_insufficient(book):
    book.rows["population"][0]["source"] = ""
    assert read("4.1", book).state == "insufficient"


@pytest.mark.slow
def test_equity_is_the_lowest_group_beside_everyone(book):
    book.population(20, dimension="home", value="spanish")
    book.population(20, dimension="home", value="other")
    found = read("4.2", book)
    assert found.table.names == ("everyone", "home: other", "home: spanish")
    assert sums(found) == ([12, 9, 3], pytest.approx([40, 20, 20]))
    assert found.cells == (9, 11, 3, 17)


@pytest.mark.slow
def test_equity_pools_groups_under_the_threshold(book):
    for size, home in [(4, "korean"), (3, "german"), (18, "spanish"), (15, "other")]:
        book.population(size, dimension="home", value=home)
    found = read("4.2", book)
    assert set(found.table.names) == {
        "everyone",
        "home: german + korean + other",
        "home: spanish",
    }


@pytest.mark.slow
def test_equity_ignores_groups_declared_after_anybody_was_counted(book):
    late = date(2026, 5, 1)
    book.population(20, dimension="home", value="spanish", declared=late)
    book.population(20, dimension="home", value="other", declared=late)
    assert (read("4.2", book).state, read("4.2", book).reason) == (
        "insufficient",
        "groups_undeclared",
    )


@pytest.mark.slow
@pytest.mark.parametrize(("without", "state"), [(3, "ok"), (4, "insufficient")])
def test_equity_needs_a_group_for_four_in_five(book, without, state):
    book.population(30, dimension="home", value="spanish")
    book.population(30, dimension="home", value="other")
    book.rows["population"][0]["eligible"] = 60
    for person in range(13, 13 + without):
        book.learner(person)
        book.mark(1, person)
    assert read("4.2", book).state == state


@pytest.mark.slow
def test_diversity_splits_hours_among_those_who_deliver(book):
    book.session(2, MUSEUM, CLUB)
    for person in (1, 2, 3, 4):
        book.mark(2, person)
    found = read("4.3", book)
    hours, _ = sums(found)
    assert found.table.names == ("club", "culture")
    assert hours == pytest.approx([12 + 2, 2])
    shares = [14 / 16, 2 / 16]
    entropy = -sum(share * log(share) for share in shares)
    assert exp(entropy) == pytest.approx(1.4575, abs=1e-4)


@pytest.mark.slow
def test_diversity_leaves_ordinary_lessons_out(book):
    book.session(2, SCHOOL, in_lessons=True)
    book.mark(2, 1, minutes=6000)
    assert read("4.3", book).table.names == ("club",)


@pytest.mark.slow
def test_hours_nobody_is_named_for_lower_the_coverage_of_diversity(book):
    book.session(2)
    book.mark(2, 1, minutes=4 * 60)
    assert read("4.3", book).coverage == pytest.approx(12 / 16)


@pytest.mark.slow
def test_a_register_not_taken_lowers_the_coverage_of_diversity(book):
    book.session(2, MUSEUM)
    assert read("4.3", book).coverage == pytest.approx(1 / 2)


@pytest.mark.slow
def test_dosage_counts_drop_outs_and_reads_marks_up_to_the_end(book):
    for enrolment, (person, minimum) in enumerate([(1, 60), (2, 61), (3, 30), (99, 30)]):
        ended = date(2026, 6, 1) if person != 3 else date(2026, 3, 1)
        book.enrolment(enrolment, person, ended=ended, minimum=minimum, dropped=person == 99)
    found = read("4.4", book)
    assert value(found) == 1 / 4
    assert (found.n, found.coverage) == (4, 1)


def test_dosage_tells_no_minimum_from_no_ended_enrolment(book):
    assert read("4.4", book).reason == "too_few"
    book.enrolment(1, 1, ended=date(2026, 6, 1), minimum=None)
    found = read("4.4", book)
    assert (found.state, found.reason) == ("insufficient", "no_minimum")


def test_dosage_counts_no_minimum_declared_afterwards(book):
    book.enrolment(1, 1, ended=DAY)
    book.enrolment(2, 2, ended=DAY, declared=date(2026, 1, 11))
    book.enrolment(3, 3, ended=DAY, minimum=None, minimum_declared=None)
    book.enrolment(4, 4, ended=None)
    found = read("4.4", book)
    assert (found.n, value(found)) == (1, 1)
    assert found.coverage == pytest.approx(1 / 3)


@pytest.mark.slow
def test_partners_who_left_stay_in(book):
    book.partner(101)
    book.partner(102, ends=date(2026, 4, 1))
    book.partner(103, ends=date(2025, 9, 1))
    found = read("4.5", book)
    assert value(found) == 1 / 2
    assert sorted(found.table.units) == ["organisation-101", "organisation-102"]


@pytest.mark.slow
def test_a_partner_counts_once_in_however_many_tiers_it_was(book):
    book.partner(101, ends=date(2026, 2, 28))
    book.partner(101, starts=date(2026, 3, 1))
    book.partner(102)
    found = read("4.5", book)
    assert (found.n, value(found)) == (2, 1 / 2)


@pytest.mark.slow
def test_a_partner_is_live_for_six_months_after_delivering():
    book = Book()
    book.partner(101)
    book.learner(1)
    for session, day in [(1, date(2025, 12, 29)), (2, date(2025, 12, 30))]:
        book.session(session, CLUB, day=day)
        book.mark(session, 1, day=day)
        assert value(read("4.5", book)) == session - 1


@pytest.mark.slow
def test_crossing_needs_two_operators(book):
    book.session(2, MUSEUM)
    book.session(3, (103, "club", 500), (1, "school", 500))
    book.mark(2, 1)
    book.mark(2, 2)
    book.rows["delivery"][0]["operator"] = 500
    book.mark(3, 3)
    found = read("4.6", book)
    assert value(found) == pytest.approx(2 / 12)


@pytest.mark.slow
def test_the_own_school_counts_only_outside_lessons(book):
    book.session(2, SCHOOL, in_lessons=True)
    book.session(3, SCHOOL)
    book.mark(2, 1)
    book.mark(3, 2)
    book.mark(2, 9, site=2)
    assert value(read("4.6", book)) == pytest.approx(2 / 12)


@pytest.mark.slow
def test_unresolved_duplicates_lower_the_coverage_of_crossing(book):
    for row in book.rows["participant"][:3]:
        row["duplicate"] = True
    assert read("4.6", book).coverage == pytest.approx(9 / 12)


@pytest.mark.slow
@pytest.mark.parametrize("number", sorted(MEASURES))
def test_no_records_at_all_are_insufficient_or_empty(number):
    found = read(number, Book())
    assert found.state == "insufficient" or found.n == 0
