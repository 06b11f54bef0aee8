"""What cannot be ended is asked again on the same page, with the ticks as they stood."""

import re

import pytest
from django.http import QueryDict

from hedgerow.commons.people.tests.factories import organisation
from hedgerow.edges.exchange.absent.asking import numbers, part_of, ticked
from hedgerow.edges.exchange.models import Import
from hedgerow.foundation.errors import Invalid

from .lacking import brought as brought_set
from .lacking import end as end_of_set
from .lacking import looked_at as look_at_set
from .lacking import whole
from .test_absent import ANA, BO, CY, brought, end, looked_at, running

pytestmark = pytest.mark.django_db


def test_what_was_ticked_is_read_again_with_what_is_wrong_by_field():
    said = QueryDict("who=1&who=x&who=22&everybody=1&last_day=soon&gone=1")
    found = ticked(said, Invalid({"end": ["Choose."], "on": ["Later."]}))
    assert (found.who, found.everybody, found.gone, found.moved) == ({1, 22}, True, True, False)
    assert (found.wrong_who, found.wrong_day, found.last_day) == (["Choose."], ["Later."], "soon")
    assert (numbers(["9" * 10, "-1", "٣"]), part_of("x"), part_of("3"), part_of(None)) == (
        [], 1, 3, 1
    )  # fmt: skip


@pytest.fixture
def row(ada, grove):
    organisation(grove, "Oak", kind="school", code="oak")
    brought(ada, ANA + BO + CY)
    return looked_at(ada, BO)


@pytest.mark.slow
def test_nobody_ticked_is_told_at_the_table_of_the_same_page(ada, row):
    answer = end(ada, row)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert f'action="/e/grove/imports/{row.uuid}/confirm/"' in said
    assert 'href="#who">Not in this list: Choose at least one person.' in said
    assert 'id="who-error"' in said
    assert said.count('aria-describedby="who-error"') == 2
    assert 'value="2026-11-20"' in said
    assert Import.objects.get(pk=row.pk).state == "ready"


@pytest.mark.slow
def test_ticks_stay_where_the_day_is_wrong(ada, row):
    said = end(ada, row, day="2020-01-01", who=["2"]).content.decode()
    assert re.findall(r'name="who" value="([0-9]+)" checked', said) == ["2"]
    assert 'value="2020-01-01"' in said
    assert 'href="#last-day">Last day: It cannot end before it began' in said
    assert 'aria-describedby="last-day-error"' in said
    assert end(ada, row, who=["2"]).status_code == 302


@pytest.mark.slow
def test_no_day_is_told_and_everything_else_stays(ada, row):
    said = end(ada, row, day="", who=["1", "2"]).content.decode()
    assert said.count(" checked") == 2
    assert 'href="#last-day">' in said
    assert running() == {"L1", "L2", "L3"}


@pytest.mark.slow
def test_of_a_set_it_is_asked_again_with_its_ticks_too(ada):
    brought_set(ada, whole())
    row = look_at_set(ada, whole(without=["l2"]))
    nobody = end_of_set(ada, row)
    assert nobody.status_code == 422
    assert 'href="#who">Not in this list: Choose at least one person.' in nobody.content.decode()
    said = end_of_set(ada, row, day="", gone="1", who=["1"]).content.decode()
    assert 'name="gone" value="1" checked' in said
    assert re.findall(r'name="who" value="([0-9]+)" checked', said) == ["1"]
    assert 'href="#last-day">' in said
