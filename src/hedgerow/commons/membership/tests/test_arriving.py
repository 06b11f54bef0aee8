"""Roles by columns are given to persons who are kept here and hold none, and to nobody else."""

from collections.abc import Sequence

import polars as pl
import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.membership.actions.arriving import add_roles
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


def person(place: Ecosystem, name: str) -> Person:
    return Person.objects.create(kept_by=place, name=name, sort_name=name, created_at=NOW)


def roles(people: Sequence[Person]) -> pl.DataFrame:
    rows = [(one.pk, one.uuid.hex, "learner", None, None, None, "") for one in people]
    names = ("person_id", "uuid", "role", "organisation_id", "starts", "ends", "grade")
    kinds = dict.fromkeys(names, pl.String) | {"person_id": pl.Int64, "organisation_id": pl.Int64}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def give(place: Ecosystem, people: Sequence[Person]) -> list[str]:
    return add_roles(place, roles(people), by=Actor.the_steward(), today=NOW.date())


def test_who_is_kept_here_gets_a_role_with_or_without_others_between() -> None:
    here, there = ecosystem(), ecosystem()
    first, second = person(here, "a"), person(here, "b")
    assert give(here, [second, first]) == [str(first.uuid), str(second.uuid)]
    third, _other, last = person(here, "c"), person(there, "d"), person(here, "e")
    assert give(here, [third, last]) == [str(third.uuid), str(last.uuid)]
    assert Assignment.objects.filter(ecosystem=here).count() == 4


def test_nobody_of_elsewhere_and_nobody_who_holds_one_gets_a_role() -> None:
    here, there = ecosystem(), ecosystem()
    first, other, last = person(here, "a"), person(there, "b"), person(here, "c")
    erased = person(here, "d")
    Person.objects.filter(pk=erased.pk).update(erased_at=NOW)
    for wrong in ([other], [first, other, last], [last, erased]):
        with pytest.raises(NotFound):
            give(here, wrong)
    give(here, [first])
    with pytest.raises(NotFound):
        give(here, [first, last])
    assert Assignment.objects.count() == 1
