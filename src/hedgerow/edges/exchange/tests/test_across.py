"""Registers as teachers keep them: a line for each learner, a column for each day, names and no codes."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.commons.activities.models import Activity, Attendance, Session
from hedgerow.commons.activities.tests.factories import club
from hedgerow.commons.membership.tests.factories import convener
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.across import across_of, day_in, days_of, spread
from hedgerow.edges.exchange.errors import FileUnreadable
from hedgerow.edges.exchange.guessing import flow
from hedgerow.edges.exchange.guessing.layout import heading_line
from hedgerow.edges.exchange.guessing.proposing import propose
from hedgerow.edges.exchange.mappings import Across
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.reading import sheet_of

from .sending import page, signed_in
from .test_making import bring, choose, sent

DAYS = ("Mon 7/9/2026", "14/9/2026")
WIDE = f"Robotics club\nName;{DAYS[0]};{DAYS[1]}\nBo 00;P;\nBo 01;a;late\n"


def sheet(content, heading=1):
    lines = [(at, line.split(";")) for at, line in enumerate(content.splitlines(), start=1)]
    return sheet_of("a.csv", lines, heading)


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("2026-09-03", "2026-09-03"),
        ("2026-09-03 00:00:00", "2026-09-03"),
        ("3/9/2026", "3/9/2026"),
        ("03.09.26", "03.09.26"),
        ("Mo, 03.09.2026", "03.09.2026"),
        ("lun. 3/9/2026", "3/9/2026"),
        ("3/9/2026 (Thu)", "3/9/2026"),
        ("الخميس ٣/٩/٢٠٢٦", "3/9/2026"),
        ("3 Sep 2026", "2026-09-03"),
        ("Thu 3 September 2026", "2026-09-03"),
        ("2026년 9월 3일", "2026-09-03"),
    ],
)
def test_a_day_is_found_in_a_heading_with_or_without_its_weekday(heading, day):
    assert day_in(heading) == day


@pytest.mark.parametrize("heading", ["", "Name", "3/9", "Week 3", "2026", "Total", "5A", "32.13"])
def test_a_day_without_its_year_and_what_is_none_is_no_day(heading):
    assert day_in(heading) == ""


@given(
    st.lists(st.dates(date(1990, 1, 1), date(2100, 1, 1)), min_size=2, max_size=6, unique=True),
    st.lists(st.lists(st.sampled_from(["", " ", "P", "A"]), min_size=6, max_size=6), max_size=6),
)
def test_each_filled_cell_is_one_row_with_its_day_and_who_stands_beside_it(days, marks):
    rows = [f"N{at};{';'.join(cells[: len(days)])}" for at, cells in enumerate(marks)]
    wide = sheet("\n".join([";".join(["Name", *map(str, days)]), *rows]))
    long = spread(wide, across_of(wide))
    expected = [
        (line, [f"N{line - 2}", str(day), cell])
        for line, cells in enumerate(marks, start=2)
        for day, cell in zip(days, cells, strict=False)
        if cell.strip()
    ]
    assert [*long.rows] == expected
    assert long.columns == ["Name", "day", "mark"]


def test_names_that_columns_have_already_are_not_taken_again():
    wide = sheet("day;mark;2026-09-03;2026-09-04\na;b;P;A")
    assert across_of(wide) == Across(heading="day 2", cell="mark 2")


def test_a_sheet_of_days_alone_or_of_one_day_is_no_register():
    assert across_of(sheet("2026-09-03;2026-09-04\nP;A")) is None
    assert across_of(sheet("Name;2026-09-03\nAda;P")) is None


def test_a_register_below_a_title_has_its_headings_found_and_a_line_of_days_of_people_is_none():
    lines = [(at, line.split(";")) for at, line in enumerate(WIDE.splitlines(), start=1)]
    lines[1] = (2, ["Name", "7/9/2026", "14/9/2026", "21/9/2026"])
    assert heading_line(lines) == 2
    people = "Name;Born;From\nAda;2015-03-04;2026-08-17\nBo;2015-04-05;2026-08-17"
    assert (
        heading_line([(at, one.split(";")) for at, one in enumerate(people.splitlines(), 1)]) == 1
    )


def test_a_mapping_for_a_register_says_so_where_no_heading_is_a_day():
    with pytest.raises(FileUnreadable, match="2026-09-03"):
        spread(sheet("Name;3/9\nAda;P"), Across(heading="day", cell="mark"))
    assert days_of(["Name", "3/9"]) == {}


@pytest.fixture
def robotics(grove):
    made = club(2, ecosystem=grove)
    Session.objects.filter(activity=made.activity).delete()
    Activity.objects.filter(pk=made.activity.pk).update(title="Robotics", code="ROB")
    for one in made.learners:
        Person.objects.filter(pk=one.pk).update(code=f"L-{one.pk}")
    return made


CONSTANTS = {"constant-activity_title": "Robotics", "constant-time": "15:30",
             "constant-session_minutes": "60"}  # fmt: skip


@pytest.mark.django_db
def test_a_register_by_name_comes_in_and_the_next_month_is_read_in_the_same_way(ada, robotics):
    content = WIDE.split("\n", 1)[1]
    row = sent(ada, content)
    proposal = flow.proposal_of(row, this_year=2026)
    assert proposal.target == "attendance"
    assert [one.field for one in proposal.guesses] == ["name", "day", "status"]
    assert choose(ada, row, **CONSTANTS).status_code == 302
    assert (row.preview["problems"], row.preview["new"]) == ([], {"attendance": 3})
    assert bring(ada, row).state == "done"
    marks = Attendance.objects.order_by("session__day", "person__name")
    assert [(str(one.session.day), one.person.name, one.status) for one in marks] == [
        ("2026-09-07", "Bo 00", "present"),
        ("2026-09-07", "Bo 01", "absent"),
        ("2026-09-14", "Bo 01", "late"),
    ]
    later = sent(ada, content.replace("7/9/2026", "5/10/2026").replace("14/9", "12/10"))
    assert (later.state, later.preview["new"]) == ("ready", {"attendance": 3})


@pytest.mark.django_db
def test_what_is_wrong_with_a_mark_names_the_day_under_which_it_stands(ada, robotics):
    row = sent(ada, WIDE.split("\n", 1)[1])
    choose(ada, row, **CONSTANTS)
    bring(ada, row)
    again = sent(ada, WIDE.split("\n", 1)[1].replace("late", "zz"))
    (told,) = again.preview["problems"]
    assert (told["line"], told["column"], told["value"]) == (3, DAYS[1], "zz")
    assert DAYS[1] in page(ada, again)


@pytest.mark.django_db
def test_of_namesakes_it_is_who_takes_part_and_else_nobody_is_guessed(ada, grove, robotics):
    twin = convener(grove, "Bo 00")
    assert twin.name == "Bo 00"
    row = sent(ada, WIDE.split("\n", 1)[1])
    choose(ada, row, **CONSTANTS)
    assert row.preview["problems"] == []
    stranger = row.preview["new"]
    assert stranger == {"attendance": 3}
    unknown = sent(ada, WIDE.split("\n", 1)[1].replace("Bo 01", "Nobody Here"))
    assert {one["code"] for one in unknown.preview["problems"]} == {"membership.nobody_named"}


@pytest.mark.django_db
def test_the_page_shows_the_days_as_one_column_and_the_mapping_says_it(client, grove, robotics):
    ada = signed_in(client, convener(grove))
    days = WIDE.replace("\nBo", ";21/9/2026\nBo", 1)
    row = sent(ada, days)
    said = ada.get(reverse("import-columns", args=["grove", row.uuid])).content.decode()
    assert "the columns whose headings are days" in said
    choose(ada, row, **CONSTANTS)
    assert '[across]\nheading = "day"\ncell = "mark"' in Import.objects.get(pk=row.pk).mapping


def test_where_all_are_present_it_is_said_that_an_empty_cell_says_nothing():
    wide = sheet("Name;2026-09-03;2026-09-04\nAda;x;\nBo;;x")
    ticks = propose(spread(wide, across_of(wide)), this_year=2026)
    assert "marks nobody absent" in ticks.guesses[-1].reason
    wide = sheet("Name;2026-09-03;2026-09-04\nAda;x;a\nBo;;x")
    assert (
        "marks nobody"
        not in propose(spread(wide, across_of(wide)), this_year=2026).guesses[-1].reason
    )
