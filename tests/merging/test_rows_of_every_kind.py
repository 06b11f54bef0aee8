"""Two records that both have a row of every kind become one, and two again, whichever is kept."""

from typing import Any

import pytest
from django.db import connection

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests.factories import person
from hedgerow.commons.people.actions import undo_merge
from hedgerow.commons.people.models import Merge, Person
from hedgerow.foundation.merging import rules
from tests.permissions.barred_world import world
from tests.permissions.cast import plant

from .records import STEWARD, merged, state
from .writing import wrote

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
UNTRIED = {"people.Merge.by", "people.Merge.gone", "people.Merge.kept"}
"""Rows of a merge are written by merging alone: tried in test_offers_and_merges, by one merge after another."""


def doubled(one: Person, other: Person) -> set[str]:
    """Let two persons be named by rows of every kind; by which fields both are."""
    return {
        f"{rule.model._meta.label}.{field}"
        for rule in reversed(rules())
        if rule.model is not Merge
        for field in rule.fields
        if all([wrote(rule, field, one), wrote(rule, field, other)])
    }


def named(who: Person) -> dict[str, int]:
    """How many rows of each kind still name somebody."""
    counts: dict[str, Any] = {
        rule.model._meta.label: rule.rows(who.pk).count()
        for rule in rules()
        if rule.model is not Merge
    }
    return {label: count for label, count in counts.items() if count}


@pytest.mark.parametrize("role", ["learner", "convener"])
@pytest.mark.parametrize("first", [True, False])
def test_all_names_the_one_that_is_kept_and_all_is_put_back(role: str, first: bool) -> None:
    home = plant("home")
    world(home)
    one = home.persons[role]
    other = person(home.ecosystem, f"{one.name} again")
    both = doubled(one, other)
    every = {f"{rule.model._meta.label}.{field}" for rule in rules() for field in rule.fields}
    assert every - both == UNTRIED
    kept, gone = (one, other) if first else (other, one)
    before = state()
    row = merged(home.ecosystem, kept, gone)
    connection.check_constraints()
    assert named(gone) == {}
    undo_merge(row.uuid, by=STEWARD, at=NOW)
    after = state()
    assert {name for name in before if before[name] != after[name]} == set()
