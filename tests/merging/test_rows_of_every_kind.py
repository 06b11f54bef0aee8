"""Two records that both have a row of every kind become one, and two again, whichever is kept."""

from copy import copy
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests.factories import person
from hedgerow.commons.people.actions import undo_merge
from hedgerow.commons.people.models import Merge, Person
from hedgerow.foundation.merging import Rule, rules
from tests.permissions.barred_world import world
from tests.permissions.cast import plant

from .records import STEWARD, merged, state

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
VALUES = {
    "DateTime": NOW,
    "Date": NOW.date(),
    "Time": NOW.time(),
    "Integer": 1,
    "Bool": False,
    "Binary": b"x",
    "JSON": {},
    "Decimal": 1,
    "Float": 1.0,
}
UNTRIED = {
    "bodies.Mandate.person", "choice.Outcome.answered_by", "choice.Run.by", "choice.WishList.person",
    "choice.WishList.saved_by", "discovery.SavedSearch.person", "families.SightDecision.by",
    "membership.Invitation.accepted_by", "membership.Invitation.invited_by",
    "membership.Invitation.successor", "observations.SampledRecord.checked_by",
    "observations.SampledRecord.person", "observations.SampledRecord.recorded_by",
    "people.Barring.by", "people.Barring.ended_by", "people.Merge.by", "people.Merge.gone",
    "people.Merge.kept", "placements.Evaluation.by",
}  # fmt: skip
"""For what these tables want more is needed than is made up here."""


def another(row: models.Model, **values: object) -> bool:
    """Write the same row with other values; whether the tables take it."""
    for field in row._meta.concrete_fields:
        if field.primary_key or field.unique:
            setattr(row, field.attname, field.get_default())
    for name, value in values.items():
        setattr(row, name, value)
    row._state.adding = True
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            connection.check_constraints()
    except (IntegrityError, ValidationError):
        return False
    return True


def value_of(field: Any) -> object:
    """Something that a field without a default takes."""
    if field.choices:
        return field.flatchoices[0][0]
    if field.remote_field:
        related: Any = field.related_model
        return related._default_manager.order_by("-pk").first() or made(related)
    kind = field.get_internal_type()
    return next((value for name, value in VALUES.items() if name in kind), "x")


def made(model: Any, **values: object) -> Any:
    """A row of any kind, written with the least that it needs."""
    needed = (
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.has_default() or field.null or field.name in values)
    )
    row = model(**{field.name: value_of(field) for field in needed if not field.blank}, **values)
    row.save(force_insert=True)
    return row


def wrote(rule: Rule, field: str, who: Person) -> bool:
    """Whether a row of this kind names somebody so: one written again, or one made for it."""
    rows = rule.model._default_manager
    again = [another(copy(row), **{field: who}) for row in rows.order_by("-pk")[:20]]
    if any(again):
        return True
    try:
        with transaction.atomic():
            made(rule.model, **{field: who})
            connection.check_constraints()
    except (IntegrityError, ValidationError):
        return written_into(rows.all(), field, who)
    return True


def written_into(rows: Any, field: str, who: Person) -> bool:
    """Whether somebody is named so by a row that is there: one that was, or one that named nobody."""
    for row in rows.filter(**{f"{field}__isnull": True})[:20]:
        try:
            with transaction.atomic():
                rows.filter(pk=row.pk).update(**{field: who})
                connection.check_constraints()
        except IntegrityError:
            continue
        return True
    return bool(rows.filter(**{field: who}).exists())


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
