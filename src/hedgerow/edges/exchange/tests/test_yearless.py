"""Days of a register without their year: told by what stands above them or by the calendar, or not read."""

from datetime import date

import pytest
from django.utils import translation

from hedgerow.edges.exchange.across import across_of, called, spread, years_of
from hedgerow.edges.exchange.guessing.layout import heading_line
from hedgerow.edges.exchange.half_days import like_day
from hedgerow.edges.exchange.mappings import Across
from hedgerow.edges.exchange.reading import sheet_of
from hedgerow.edges.exchange.yearless import Calendar, with_years

TERMS = ((date(2026, 8, 24), date(2026, 12, 18)), (date(2027, 1, 11), date(2027, 6, 4)))


def lines(content):
    return [(at, line.split(";")) for at, line in enumerate(content.splitlines(), start=1)]


def days(title, *headings, today=date(2027, 2, 1), terms=()):
    """The headings as they are read below a title, for one who sends them in on that day."""
    rows = lines(f"{title}\nName;{';'.join(headings)}\nAda{';P' * len(headings)}")
    return with_years(sheet_of("a.csv", rows, 2), Calendar(terms, today))


@pytest.mark.parametrize(
    "heading", ["3/9", "Mon 3/9", "3/9 (Thu)", "03.09", "3.9.", "Mo, 03.09.", "3 Sep", "Sep 3",
                "3-Sep", "3 September", "9월 3일", "الخميس ٣/٩"],
)  # fmt: skip
def test_a_heading_may_say_a_day_and_no_year(heading):
    assert like_day(heading)


@pytest.mark.parametrize(
    "heading", ["", "3", "1.1", "3.9", "1-2", "32/1", "13/13", "Week 3", "Mar 3", "2026", "3/9/2026", "5 A", "31/2/"],
)  # fmt: skip
def test_what_may_be_a_section_a_score_or_a_tuesday_is_none(heading):
    assert not like_day(heading)


@pytest.mark.parametrize(
    ("title", "headings", "read"),
    [
        ("Robotics 2026", ("3/9", "14/9"), ["3/9/2026", "14/9/2026"]),
        ("September 2026", ("3.9.", "14.9."), ["2026-09-03", "2026-09-14"]),
        ("School year 2026-27", ("14/12", "11/1"), ["14/12/2026", "11/1/2027"]),
        ("2026/2027", ("14 Dec", "11 Jan"), ["2026-12-14", "2027-01-11"]),
        ("Klasse 5 – 2026–27, Stand 2027", ("14.12.", "11.01."), ["2026-12-14", "2027-01-11"]),
        ("2026年", ("9월 3일", "9월 10일"), ["2026-09-03", "2026-09-10"]),
    ],
)
def test_the_year_is_taken_from_above_the_headings(title, headings, read):
    found = days(title, *headings)
    assert list(found.columns[1:]) == read
    assert found.years_above


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("Robotics", ("3/9", "14/9")),  # nothing says it
        ("2025 or 2026", ("3/9", "14/9")),
        ("2026-27", ("3/5", "14/5")),  # some school years begin in April
        ("2026-27", ("3/9", "4/9")),  # 3 September 2026, or 9 March 2027
        ("2027", ("29/2", "14/3")),  # no such day
        ("2026", ("3/9", "03.09.")),  # the same day twice
        ("2026", ("3/9", "Total")),
    ],
)
def test_where_the_year_is_in_doubt_the_headings_stay_as_they_are(title, headings):
    found = days(title, *headings)
    assert list(found.columns[1:]) == list(headings)
    assert years_of(found) == ""


def test_a_year_in_which_day_and_month_may_be_either_is_put_behind_what_is_written():
    assert days("2026", "3/9", "4/9").columns[1:] == ["3/9/2026", "4/9/2026"]


def test_without_a_title_the_terms_of_the_calendar_tell_it():
    found = days("Robotics", "14/12", "18/1", terms=TERMS)
    assert found.columns[1:] == ["14/12/2026", "18/1/2027"]
    assert (found.years, found.years_above) == ("2026–2027", False)
    assert "by the terms of the calendar" in years_of(found)


@pytest.mark.parametrize(
    ("headings", "today"),
    [
        (("14/12", "25/12"), date(2027, 2, 1)),  # a holiday is in no term
        (("14/12", "18/1"), date(2026, 12, 20)),  # January is still to come, and was in no term
        (("14/12", "18/1"), date(2028, 2, 1)),  # a year later
    ],
)
def test_what_lies_in_no_term_that_has_been_is_not_read(headings, today):
    assert days("Robotics", *headings, today=today, terms=TERMS).columns[1:] == list(headings)


def test_a_spring_day_of_two_years_is_told_by_the_terms():
    assert days("2026-27", "3/5", "14/5", terms=TERMS).columns[1:] == ["3/5/2027", "14/5/2027"]


def test_a_title_that_says_two_years_is_not_overruled_by_the_calendar():
    assert days("2024, 2025", "14/12", "18/1", terms=TERMS).columns[1:] == ["14/12", "18/1"]


def test_the_line_of_such_days_is_found_below_a_title():
    assert heading_line(lines("Robotics 2026\nName;3.9.;10.9.;17.9.\nAda;P;P;P")) == 2


def test_the_two_columns_are_called_in_the_readers_language():
    across = Across(heading="day", cell="mark 2")
    assert (called("day", across), called("mark 2", across)) == ("day", "mark 2")
    with translation.override("es"):
        assert (called("day", across), called("mark 2", across)) == ("día", "marca 2")
        assert called("Name", across) == "Name"
        assert called("Tag", Across(heading="Tag", cell="Zeichen")) == "Tag"


def test_a_spread_register_keeps_the_names_that_mappings_have():
    found = days("2026", "3/9", "14/9")
    assert list(spread(found, across_of(found)).columns) == ["Name", "day", "mark"]


@pytest.mark.parametrize(
    ("title", "headings", "today"),
    [
        ("Room 2041", ("15/9", "16/9"), date(2027, 1, 20)),
        ("Class of 2030", ("15/9", "16/9"), date(2027, 1, 20)),
        ("2025", ("15/9", "16/9"), date(2027, 1, 20)),
    ],
)
def test_a_number_above_is_no_year_of_days_that_are_to_come_or_in_no_term(title, headings, today):
    assert list(days(title, *headings, today=today, terms=TERMS).columns[1:]) == list(headings)


@pytest.mark.parametrize("title", ["Printed 15.01.2027", "As of 2027-01-15", "1/15/2027"])
def test_the_day_on_which_it_was_printed_is_no_year_of_the_days_below(title):
    found = days(title, "15/9", "16/9", today=date(2027, 1, 20), terms=TERMS)

    assert list(found.columns[1:]) == ["15/9/2026", "16/9/2026"]
    assert not found.years_above


def test_a_register_is_not_torn_over_two_years_where_some_of_its_days_are_to_come():
    two_years = ((date(2024, 9, 1), date(2025, 6, 30)), (date(2025, 9, 1), date(2026, 6, 30)))
    for headings in (("19/1", "20/1", "21/1", "22/1"), ("21/1", "22/1"), ("18/12", "19/12", "5/1")):
        today = (
            date(2026, 1, 20) if "20/1" in headings or "21/1" in headings else date(2025, 12, 20)
        )
        found = days("Robotics", *headings, today=today, terms=two_years)
        assert list(found.columns[1:]) == list(headings)
