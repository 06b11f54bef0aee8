"""A scale is told as a rubric, and such a rubric as the scale it was."""

from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.frameworks.actions import save_framework, save_scale
from hedgerow.commons.frameworks.models import Framework, Scale
from hedgerow.edges.exchange.case import rated
from hedgerow.edges.exchange.case.rated import rubric_of, scale_in

from .sample import brought, told, written
from .test_told_and_rated import HOW, STEPS, eco, row, said

pytestmark = pytest.mark.django_db
__all__ = ["eco", "row"]


def test_a_scale_is_served_at_the_address_of_its_rubric(row: Framework) -> None:
    for one in told(row, "http://testserver")["CFRubrics"]:
        answer = Client().get(f"/ims/case/v1p1/CFRubrics/{one['identifier']}")
        assert answer.json() == one
    assert Client().get(f"/ims/case/v1p1/CFRubrics/{row.uuid}").status_code == 404


def test_a_rubric_is_found_as_fast_among_many_frameworks(
    row: Framework, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 18):
        for number in range(count):
            key = f"k{count}-{number}"
            scale = save_scale(row.ecosystem, key, "S", STEPS, **HOW)
            items = [{"code": "A", "title": "One", "scale": scale}]
            save_framework(row.ecosystem, key, "F", items, kind="f", **HOW)
        with django_assert_num_queries(4):
            answer = Client().get(f"/ims/case/v1p1/CFRubrics/{row.uuid}")
        assert answer.status_code == 404


def test_the_same_file_again_brings_no_scale_beside_the_one_it_brought(
    row: Framework, tmp_path: Path
) -> None:
    other = ecosystem(languages=["he", "ar"])
    save_scale(other, "own", "Own", [(0, "never"), (5, "yes")], **HOW)
    brought(other, file := written(tmp_path, told(row)))
    again = brought(other, file)
    assert (again.new, again.changed) == ({}, {})
    keys = Scale.objects.filter(ecosystem=other).order_by("key").values_list("key", flat=True)
    assert [*keys] == ["own", "own-2", "ready"]


def test_one_criterion_stands_for_very_many_items(
    row: Framework, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rated, "MOST", 1)
    content = told(row)
    (criterion,) = content["CFRubrics"][0]["CFRubricCriteria"]
    assert "CFItemURI" not in criterion
    brought(other := ecosystem(languages=["he", "ar"]), written(tmp_path, content))
    assert said(other) == said(row.ecosystem)


LABELS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=120)
VALUES = st.lists(st.integers(-32_000, 32_000), min_size=2, max_size=6, unique=True)


@given(VALUES.flatmap(lambda some: st.tuples(*(st.tuples(st.just(one), LABELS) for one in some))))
def test_a_rubric_says_of_a_scale_all_that_it_is(steps: tuple[tuple[int, str], ...]) -> None:
    scale = Scale(pk=1, key="s", name="S", steps=[list(one) for one in steps], simulated=True)
    found = scale_in(rubric_of(Framework(), scale, [], {}))
    assert found is not None
    assert (found["key"], found["name"], found["simulated"]) == ("s", "S", True)
    assert found["steps"] == [[value, label or str(value)] for value, label in steps]
