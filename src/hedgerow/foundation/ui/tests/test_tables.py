"""Tables page by key, sort, filter and leave as harmless files."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat, Length
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from hedgerow.foundation.ui.files import NotAFile, export, export_of
from hedgerow.foundation.ui.table_pages import TablePage
from hedgerow.foundation.ui.tables import Column, Table

pytestmark = pytest.mark.django_db


class Kinds(Table):
    name = "kinds"
    caption = "Kinds"
    page_size = 3
    default_sort = "app_label"
    columns = (
        Column("model", "Model", sort="model", search="model"),
        Column("app_label", "App", sort="app_label", choices=(("oak", "Oak"), ("elm", "Elm"))),
    )


class Named(Table):
    name = "named"
    caption = "Permissions"
    default_sort = "codename"
    columns = (
        Column("codename", "Name", sort="codename"),
        Column("kind", "Kind", value=lambda row: row.content_type.model),
    )


@pytest.fixture(autouse=True)
def _rows() -> None:
    ContentType.objects.all().delete()
    for number in range(8):
        ContentType.objects.create(app_label="oak" if number % 4 else "elm", model=f"m{number}")


def page(query: str = "") -> TablePage:
    return Kinds(ContentType.objects.all(), QueryDict(query.removeprefix("?"))).page()


def models(shown: TablePage) -> list[object]:
    return [row[0].value for row in shown.rows]


def walk(query: str) -> list[object]:
    shown = page(query)
    found = models(shown)
    while shown.next_query:
        shown = page(shown.next_query)
        found += models(shown)
    return found


@pytest.mark.parametrize("query", ["", "?sort=-app_label", "?sort=model", "?sort=-model"])
def test_paging_shows_every_row_once(query: str) -> None:
    found = walk(query)
    assert len(found) == 8
    assert set(found) == {f"m{number}" for number in range(8)}


def test_equal_values_fall_with_the_others_as_an_index_holds_them() -> None:
    falling = walk("?sort=-app_label")
    assert falling == [f"m{n}" for n in (7, 6, 5, 3, 2, 1, 4, 0)]
    assert walk("?sort=app_label") == [*reversed(falling)]


def test_it_sorts_both_ways_and_says_so() -> None:
    assert walk("?sort=-model") == [f"m{number}" for number in reversed(range(8))]
    assert page("?sort=-model").headings[0].direction == "descending"


def test_a_forged_cursor_starts_anew() -> None:
    assert models(page("?after=forged")) == models(page())


def test_a_filter_stays_while_paging() -> None:
    assert set(walk("?app_label=elm")) == {"m0", "m4"}
    assert walk("?model=M7") == ["m7"]
    assert page("?app_label=oak").count == 6


def test_rows_that_one_page_holds_are_not_counted_again(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        assert page("?app_label=elm").count == 2
    with django_assert_num_queries(2):
        first = page()
    second = page(first.next_query)
    last = page(second.next_query)
    assert [first.count, second.count, last.count] == [8, 8, 8]
    assert not last.next_query


def test_what_rows_are_shown_with_is_not_worked_out_for_those_that_are_counted() -> None:
    rows = ContentType.objects.annotate(shown=Length(Concat("model", Value("shown with it"))))
    with CaptureQueriesContext(connection) as asked:
        assert Kinds(rows, QueryDict()).page().count == 8
    listed, counted = (one["sql"] for one in asked.captured_queries)
    assert ("shown with it" in listed, "shown with it" in counted) == (True, False)


def test_an_unknown_choice_filters_nothing() -> None:
    assert page("?app_label=ash").count == 8


@pytest.mark.parametrize(
    ("query", "possible"),
    [
        ("format=pdf", "csv, xlsx"),
        ("format=csv&app_label=ash", "oak, elm"),
        ("format=csv&table=trees", "kinds"),
    ],
)
def test_a_file_asked_for_in_a_word_that_means_nothing_is_refused(
    query: str, possible: str
) -> None:
    asked = QueryDict(query)
    with pytest.raises(NotAFile) as refused:
        export_of(asked.dict(), Kinds(ContentType.objects.all(), asked))
    assert refused.value.next_step == f"It may be one of these: {possible}."
    assert query.rpartition("&")[2] in str(refused.value)


def test_a_page_is_shown_whatever_table_its_address_names() -> None:
    asked = QueryDict("table=trees&app_label=ash")
    assert export_of(asked.dict(), Kinds(ContentType.objects.all(), asked)) is None


def test_the_file_holds_the_same_rows() -> None:
    table = Kinds(ContentType.objects.all(), QueryDict("app_label=elm"))
    answer = export(table, "csv")
    assert answer is not None
    lines = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert lines == [["Model", "App"], ["m0", "elm"], ["m4", "elm"]]


def test_a_file_may_name_another_row_in_each_of_very_many_lines() -> None:
    kinds = ContentType.objects.bulk_create(
        ContentType(app_label="ash", model=f"kind{number}") for number in range(1_200)
    )
    Permission.objects.bulk_create(
        Permission(content_type=kind, codename="plant", name="Plant") for kind in kinds
    )
    rows = Permission.objects.filter(codename="plant").prefetch_related("content_type")
    lines = list(Named(rows, QueryDict()).lines())
    assert len({kind for _name, kind in lines[1:]}) == 1_200


@pytest.mark.parametrize(("language", "from_the_right"), [("en", False), ("ar", True)])
def test_a_workbook_opens_from_the_side_where_one_reads(
    language: str, from_the_right: bool
) -> None:
    with override(language):
        answer = export(Kinds(ContentType.objects.all(), QueryDict()), "xlsx")
    assert answer is not None
    sheet = load_workbook(io.BytesIO(answer.getvalue()))["kinds"]
    assert bool(sheet.sheet_view.rightToLeft) is from_the_right


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_control_characters_do_not_stop_a_file(kind: str) -> None:
    class Odd(Kinds):
        columns = (Column("model", "Model", value=lambda row: "\x01=ctl\x00x\x0bz\x1f\n\uffff"),)

    answer = export(Odd(ContentType.objects.filter(model="m0"), QueryDict()), kind)
    assert answer is not None
    if kind == "csv":
        assert b"'=ctlxz\n" in answer.getvalue()
    else:
        sheet = load_workbook(io.BytesIO(answer.getvalue())).worksheets[0]
        assert (sheet["A2"].value, sheet["A2"].data_type) == ("=ctlxz\n", "s")


def test_it_renders_links_and_an_empty_state() -> None:
    assert 'rel="next"' in render_to_string("ui/table.html", {"table": page()})
    assert "Nothing fits" in render_to_string("ui/table.html", {"table": page("?model=zzz")})


def test_filters_stand_only_where_there_is_something_to_filter() -> None:
    assert 'class="filters"' in render_to_string("ui/table.html", {"table": page()})
    assert 'class="filters"' in render_to_string("ui/table.html", {"table": page("?model=zzz")})
    ContentType.objects.exclude(model__in=("m1", "m2", "m3")).delete()
    few = render_to_string("ui/table.html", {"table": page()})
    assert ('class="filters"' in few, "?sort=" in few, "aria-sort" in few) == (False, True, True)
    assert 'class="filters"' in render_to_string("ui/table.html", {"table": page("?model=m1")})
    ContentType.objects.exclude(model="m1").delete()
    one = render_to_string("ui/table.html", {"table": page()})
    assert ("?sort=" in one.partition("<tbody>")[0], "aria-sort" in one) == (False, False)
    ContentType.objects.all().delete()
    assert 'class="filters"' not in render_to_string("ui/table.html", {"table": page()})


def test_dates_of_lists_and_of_sessions_are_said_in_one_way() -> None:
    day = datetime(2026, 11, 25, 15, 5, tzinfo=UTC)
    said = Template("{{ day|date:'DATE_FORMAT' }} · {{ day|date:'DATETIME_FORMAT' }}")
    assert said.render(Context({"day": day})) == "25 November 2026 · 25 November 2026, 15:05"
