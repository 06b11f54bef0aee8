"""Two records that both have a row of every kind become one, and two again, whichever is kept."""

from copy import copy
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from hedgerow.commons.bodies.models import Body, Seat
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.membership.models import Invitation
from hedgerow.commons.membership.tests.factories import actor, convener, person
from hedgerow.commons.people.actions import undo_merge
from hedgerow.commons.people.models import Guardian, Merge, Person
from hedgerow.foundation.errors import NotFound
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
    "UUID": uuid4(),
    "JSON": {},
    "Decimal": 1,
    "Float": 1.0,
}
SETTLED: dict[str, dict[str, object]] = {
    "discovery.SavedSearch": {"often": "never"},
    "membership.Invitation": {"expires_at": NOW + timedelta(days=1)},
    "people.Barring": {"ended_at": NOW},
}
"""What rows of these kinds say besides, so that the tables take them."""
FURTHER: dict[str, dict[str, object]] = {
    "membership.Invitation.successor": {"hands_over": True, "role": "convener"},
    "membership.Invitation.accepted_by": {"accepted_at": NOW},
    "observations.SampledRecord.checked_by": {"verdict": "agrees", "checked_at": NOW},
}
"""The same for rows that name somebody by this field."""
NUMBERS = count(200)
APART = (Person, Body, Seat, Guardian)
"""What is made anew where a row is known by it."""
UNTRIED = {"people.Merge.by", "people.Merge.gone", "people.Merge.kept"}
"""Rows of a merge are written by merging alone: tried below, by one merge after another."""


def another(row: models.Model, **values: object) -> bool:
    """Write the same row with other values; whether the tables take it."""
    row._state.adding = True
    try:
        with transaction.atomic():
            for name, value in {**anew(row), **values}.items():
                setattr(row, name, value)
            row.save(force_insert=True)
            connection.check_constraints()
    except (IntegrityError, ValidationError):
        return False
    return True


def anew(row: models.Model) -> dict[str, object]:
    """What of a row stands in no other."""
    return {
        field.name: field.get_default()
        if field.primary_key or field.has_default()
        else fresh(field)
        for field in row._meta.concrete_fields
        if field.primary_key or field.unique
    }


def once_only(model: Any) -> set[str]:
    """Fields of which a value, or a pair of values, stands in one row alone."""
    together = (getattr(one, "fields", ()) for one in model._meta.constraints)
    return {name for fields in together for name in fields} | {
        one.name for one in model._meta.concrete_fields if one.unique and not one.primary_key
    }


def value_of(field: Any) -> object:
    """Something that a field without a default takes."""
    if field.choices:
        return field.flatchoices[0][0]
    if field.remote_field:
        related: Any = field.related_model
        return related._default_manager.order_by("-pk").first() or made(related)
    kind = field.get_internal_type()
    return next((value for name, value in VALUES.items() if name in kind), "x")


def fresh(field: Any) -> object:
    """Something that no row has yet, where there is such."""
    if field.remote_field:
        related: Any = field.related_model
        own = (
            {name: made(Person) for name in ("guardian", "learner")} if related is Guardian else {}
        )
        return made(related, **own)
    kind = field.get_internal_type()
    if field.choices:
        return field.flatchoices[next(NUMBERS) % len(field.flatchoices)][0]
    if "Integer" in kind:
        return next(NUMBERS)
    if "Char" in kind or "Slug" in kind:
        return uuid4().hex[: field.max_length]
    return uuid4().bytes if kind == "BinaryField" else value_of(field)


def made(model: Any, **values: object) -> Any:
    """A row of any kind, written with the least that it needs, alike to no other."""
    apart = once_only(model)
    needed = (
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.has_default() or field.null or field.name in values)
    )
    given = {
        field.name: fresh(field) if field.name in apart and differs(field) else value_of(field)
        for field in needed
        if not field.blank
    }
    row = model(**given, **values)
    row.save(force_insert=True)
    return row


def differs(field: Any) -> bool:
    """Whether what a row is known by is made anew: not that it is of this ecosystem."""
    return not field.remote_field or field.unique or field.related_model in APART


def wrote(rule: Rule, field: str, who: Person) -> bool:
    """Whether a row of this kind names somebody so: one written again, or one made for it."""
    rows, label = rule.model._default_manager, rule.model._meta.label
    values = SETTLED.get(label, {}) | FURTHER.get(f"{label}.{field}", {}) | {field: who}
    again = [another(copy(row), **values) for row in rows.order_by("-pk")[:20]]
    if any(again):
        return True
    try:
        with transaction.atomic():
            made(rule.model, **values)
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


def test_merges_before_name_the_one_that_is_kept_and_whom_they_took_stays_gone() -> None:
    home = ecosystem()
    ada, twin = convener(home, "Ada Oak"), convener(home, "Ada Oak")
    earlier = [person(home, name) for name in ("Ada O.", "A. Oak")]
    merged(home, ada, earlier[0], by=actor(twin))
    merged(home, twin, earlier[1], by=actor(ada))

    def told() -> list[tuple[int, ...]]:
        rows = Merge.objects.filter(gone__in=earlier).order_by("pk")
        return list(rows.values_list("kept", "gone", "by"))

    before = told()
    row = merged(home, ada, twin)
    assert told() == [(ada.pk, one.pk, ada.pk) for one in earlier]
    with pytest.raises(NotFound):  # why no record is ever gone in two merges
        merged(home, ada, earlier[1])
    undo_merge(row.uuid, by=STEWARD, at=NOW)
    assert told() == before


@pytest.mark.parametrize("to_the_other", [True, False])
def test_of_two_open_offers_of_one_ecosystem_one_goes_on_unless_it_was_to_the_other(to_the_other: bool) -> None:
    home = ecosystem()
    ada, twin = convener(home, "Ada Oak"), convener(home, "Ada Oak")
    heir = twin if to_the_other else convener(home, "Heir")
    offers = [
        made(Invitation, ecosystem=home, invited_by=by, successor=to, hands_over=True,
             role="convener", expires_at=NOW + timedelta(days=1))
        for by, to in ((ada, heir), (twin, convener(home, "Other")))
    ]  # fmt: skip
    before = state()
    row = merged(home, ada, twin)
    found = Invitation.objects.in_bulk([one.pk for one in offers])
    ends = [found[one.pk].withdrawn_at for one in offers]
    assert ends == [NOW if to_the_other else None, NOW]
    assert {one.invited_by_id for one in found.values()} == {ada.pk}
    undo_merge(row.uuid, by=STEWARD, at=NOW)
    assert state() == before
