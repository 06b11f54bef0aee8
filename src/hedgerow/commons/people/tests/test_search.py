"""Persons are found by the beginnings of their names."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.queries import search
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


def test_a_person_is_found_by_those_who_may_see() -> None:
    aspen, steward = ecosystem(), Actor.the_steward()
    save_people(aspen, [{"name": "Ada Muñoz"}, {"name": "Bo"}], by=steward, at=NOW)
    assert [row.name for row in search(steward, aspen, "mun ad")] == ["Ada Muñoz"]
    assert search(steward, aspen, " ") == []
    assert search(steward, ecosystem("Birch"), "ada") == []
    assert search(Actor.public(), aspen, "ada") == []
