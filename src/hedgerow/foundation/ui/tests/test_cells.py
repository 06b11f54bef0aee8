"""A table's rows are what a template makes of them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Engine
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.foundation.ui.cells import lines
from hedgerow.foundation.ui.table_pages import Cell, Kind

BY_TEMPLATE = """{% load ui %}{% for row in rows %}<tr>{% for cell in row %}
{% if forloop.first %}<th scope="row"{% if cell.kind == "date" %} class="date"{% endif %}>{% else %}
<td data-label="{{ cell.label }}" class="{{ cell.kind }}
{% if cell.value is None or cell.value == "" %} idle{% endif %}">{% endif %}
{% if cell.url %}<a href="{{ cell.url }}">{{ cell.value|default_if_none:"–" }}</a>
{% elif cell.kind == "badge" and cell.value %}<span class="tag">{{ cell.value }}</span>
{% elif cell.kind == "date" %}{{ cell.value|date:"DATE_FORMAT"|default:"–" }}
{% elif cell.kind == "number" %}{{ cell.value|tally|default_if_none:"–" }}
{% else %}<bdi>{{ cell.value|default_if_none:"–" }}</bdi>{% endif %}
{% if forloop.first %}</th>{% else %}</td>{% endif %}{% endfor %}</tr>{% endfor %}"""

AT = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)
VALUES = (
    None, "", "<b>Ana & “Bo”</b>", mark_safe("<em>safe</em>"), _("Activity"), 0, 7, 12_345, -4_200_000,
    True, False, 1.5, 12_345.678, Decimal("0.250"), date(2026, 3, 1), AT, ["<", 1], float("nan"),
)  # fmt: skip
KINDS: tuple[Kind, ...] = ("text", "number", "date", "badge")


def by_template(rows: list[list[Cell]]) -> str:
    template = Engine.get_default().from_string(BY_TEMPLATE.replace("\n", ""))
    return str(template.render(Context({"rows": rows})))


@pytest.mark.parametrize("language", ["en", "ar", "es"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Seoul"])
def test_each_value_of_each_kind_is_written_as_a_template_writes_it(
    language: str, zone: str
) -> None:
    heads = ("<Name>", _("Activity"))
    rows = [
        [Cell(value, heads[0], kind, url), Cell(value, heads[1], kind, url)]
        for value in VALUES
        for kind in KINDS
        for url in ("", "/a?b=1&c=\"2'")
        if kind != "date" or value is None or value == "" or isinstance(value, date)
    ]
    with translation.override(language), timezone.override(zone):
        assert lines(rows) == by_template(rows)


@given(
    st.lists(st.tuples(st.text(), st.sampled_from(KINDS[:2]), st.text()), min_size=1, max_size=5)
)
def test_no_text_gets_past_escaping(said: list[tuple[str, Kind, str]]) -> None:
    row = [Cell(value, label, kind, "") for value, kind, label in said]
    assert lines([row]) == by_template([row])


def test_no_rows_are_nothing() -> None:
    assert lines([]) == ""
