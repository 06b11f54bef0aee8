"""A page may head its columns in words of an ecosystem's own."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict

from .test_tables import Kinds

pytestmark = pytest.mark.django_db


def test_a_page_may_call_a_column_otherwise_and_a_file_calls_it_as_usual() -> None:
    table = Kinds(ContentType.objects.all(), QueryDict("")).calling({"model": "Crew"})
    shown = table.page()
    assert [one.text for one in shown.headings] == ["Crew", "App"]
    assert [one.label for one in shown.filters] == ["Crew", "App"]
    assert {cell.label for row in shown.rows for cell in row} == {"Crew", "App"}
    assert next(table.lines()) == ["Model", "App"]
