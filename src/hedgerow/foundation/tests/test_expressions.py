"""What Django itself would copy, and how, is what is copied."""

import copy
from collections.abc import Iterator

import pytest
from django.db.models import Avg, Case, Count, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import BaseExpression, Col, CombinedExpression
from django.db.models.functions import Coalesce, Lower

from hedgerow.foundation.jobs.models import Job

PEOPLE = Job.objects.filter(name=OuterRef("name"))
PARTS = [
    Value(3), Lower("name"), Coalesce(F("name"), Value("")), F("pk") + 1, Avg("pk"), Count("pk"),
    Func(F("name"), function="lower"), Exists(PEOPLE), Subquery(PEOPLE.values("pk")),
    Case(When(Q(name="Ada"), then=Value(1)), default=Value(2)),
    Col("jobs_job", Job._meta.pk),
]  # fmt: skip

APART = {"source_expressions", "extra", "cases", "query", "_constructor_args"}
"""What classes copy in a way of their own, once they are copied."""


def all_below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from all_below(one)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_a_copy_is_what_django_would_make(part: BaseExpression) -> None:
    part.__dict__["convert_value"] = None  # kept on what was used
    made, expected = part.copy(), copy.copy(part)
    assert type(made) is type(expected)
    assert made is not part
    assert "convert_value" not in made.__dict__
    kept, wanted = vars(made), vars(expected)
    assert kept.keys() == wanted.keys()
    assert [key for key in kept if key not in APART and kept[key] is not wanted[key]] == []


def test_a_copy_can_be_changed_alone() -> None:
    part = CombinedExpression(F("pk"), "+", Value(1))
    made = part.copy()
    made.set_source_expressions([F("name"), Value(2)])
    assert part.get_source_expressions() == [F("pk"), Value(1)]


def test_no_class_says_how_it_wants_to_be_copied() -> None:
    own = {"__copy__", "__reduce__", "__reduce_ex__", "__setstate__", "__slots__"}
    said = {one.__name__: own & vars(one).keys() for one in all_below(BaseExpression)}
    assert {name: ways for name, ways in said.items() if ways} == {}
