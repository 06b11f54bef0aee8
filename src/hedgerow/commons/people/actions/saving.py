"""Adding and changing organisations and persons, by the set or one at a time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import add_all, change_all, in_parts

from ..models import Organisation, Person
from ..permissions import EDIT_ORGANISATIONS, EDIT_PEOPLE
from ..rules import sort_name
from .checks import check_details, check_seen
from .links import check_links, mark_delivery
from .telling import tell

if TYPE_CHECKING:
    import polars as pl

BATCH = 500
Row = Mapping[str, Any]


@transaction.atomic
def save_organisations(
    ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime
) -> Outcome:
    """Add or change organisations, recognised by code; journal once.

    Each row maps fields of ``Organisation`` (``kind``, ``code`` and ``name`` at least; foreign
    keys as ids) to values. Of a code given twice the last row stands. A row without code is new.

    Raises NotFound to outsiders, NotPermitted, OrganisationElsewhere or PartOfItself.
    """
    check_seen(ecosystem, by)
    require(by, EDIT_ORGANISATIONS, within=ecosystem.pk)
    kept = {
        row.code: row
        for row in Organisation.objects.select_for_update().filter(kept_by=ecosystem)
        if row.code
    }
    new: list[Organisation] = []
    changed: dict[int, Organisation] = {}
    touched: set[int] = set()
    fields: set[str] = set()
    for values in _once(rows, lambda row: ("", row.get("code", ""))):
        old = kept.get(values.get("code", ""))
        if old is None:
            given = {"origin": by.origin, **values}
            new.append(Organisation(kept_by=ecosystem, created_at=at, **given))
            continue
        touched.add(old.pk)
        if names := old.revise(None, **values):
            changed[old.pk] = old
            fields |= set(names)
    check_links(ecosystem, [*new, *changed.values()])
    add_all(Organisation, new)
    if changed:
        change_all(Organisation, changed.values(), [*fields, "revision"])
    mark_delivery(changed.values(), fields)
    saved = [*new, *changed.values()]
    outcome = Outcome(len(new), len(changed), len(touched) - len(changed))
    tell("people.organisations_saved", "people.organisation", saved, outcome, ecosystem, by, at)
    return outcome


def save_people(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Add or change persons, recognised by code; journal once.

    Each row maps fields of ``Person`` (``name`` at least) to values; ``sort_name`` is derived
    unless given. Of a code given twice the last row stands. A row without code is new. An erased
    person is left as is and counted unchanged.

    Raises NotFound to outsiders, NotPermitted, Invalid for a language that is none, or
    SignsInElsewhere where an address that differs would open more than the actor may edit.
    """
    return _save_people(ecosystem, rows, None, by=by, at=at)[0]


def save_many_people(
    ecosystem: Ecosystem, rows: Sequence[Row], new: "pl.DataFrame", *, by: Actor, at: datetime
) -> "pl.DataFrame":
    """The same, and with ``new`` by columns of whom no code is known here; their ids are returned.

    The frame has fields of ``Person``, days as text. Raises IntegrityError for a known code.
    """
    added: pl.DataFrame = _save_people(ecosystem, rows, new, by=by, at=at)[1]
    return added


@transaction.atomic
def _save_people(
    ecosystem: Ecosystem,
    rows: Sequence[Row],
    many: "pl.DataFrame | None",
    *,
    by: Actor,
    at: datetime,
) -> "tuple[Outcome, Any]":
    check_seen(ecosystem, by)
    require(by, EDIT_PEOPLE, within=ecosystem.pk)
    kept = _kept(ecosystem, {row["code"] for row in rows if row.get("code")})
    check_details(rows, kept, by)
    new, changed = list[Person](), dict[int, Person]()
    touched, fields = set[int](), set[str]()
    for given in _once(rows, lambda row: ("", row.get("code", ""))):
        values = {"sort_name": sort_name(given["name"]), **given}
        old = kept.get(values.get("code", ""))
        if old is None:
            values = {"origin": by.origin, **values}
            new.append(Person(kept_by=ecosystem, created_at=at, **values))
            continue
        touched.add(old.pk)
        if old.erased_at is None and (names := old.revise(None, **values)):
            changed[old.pk] = old
            fields |= set(names)
    add_all(Person, new)
    if changed:
        change_all(Person, changed.values(), [*fields, "revision"])
    saved = [*new, *changed.values()]
    added, ids = _add(ecosystem, many, by, at)
    outcome = Outcome(len(new) + len(ids), len(changed), len(touched) - len(changed))
    tell("people.persons_saved", "people.person", saved, outcome, ecosystem, by, at, ids)
    return outcome, added


def _add(
    ecosystem: Ecosystem, many: "pl.DataFrame | None", by: Actor, at: datetime
) -> tuple[Any, list[str]]:
    """Add persons by columns; return them with their keys, and their public ids."""
    if many is None:
        return None, []
    from hedgerow.foundation import manykeys  # polars is slow to import

    from .arriving import add_people

    added = add_people(ecosystem, many, by=by, at=at)
    return added, manykeys.dashed(added["uuid"])


def _kept(ecosystem: Ecosystem, codes: Collection[str]) -> dict[str, Person]:
    """The persons of these codes, locked; a large ecosystem keeps many more.

    The index of codes holds no empty one, and is only used where that is said.
    """
    here = Person.objects.select_for_update().filter(kept_by=ecosystem).exclude(code="")
    return {row.code: row for some in in_parts(codes) for row in here.filter(code__in=some)}


def _once(rows: Sequence[Row], key: Any) -> list[Row]:
    """The rows with the last of each code; rows without a code all stay."""
    last: dict[object, Row] = {}
    for number, row in enumerate(rows):
        found = key(row)
        last[found if found[1] else number] = row
    return list(last.values())
