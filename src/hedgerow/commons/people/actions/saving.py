"""Adding and changing organisations and persons, by the set or one at a time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import in_parts

from ..models import NameWord, Organisation, Person
from ..permissions import EDIT_ORGANISATIONS, EDIT_PEOPLE
from ..rules import sort_name, words
from .checks import check_details, check_seen
from .links import check_links, mark_delivery

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
    Organisation.objects.bulk_create(new, BATCH)
    if changed:
        Organisation.objects.bulk_update(changed.values(), [*fields, "revision"], BATCH)
    mark_delivery(changed.values(), fields)
    saved = [*new, *changed.values()]
    outcome = Outcome(len(new), len(changed), len(touched) - len(changed))
    _tell("people.organisations_saved", "people.organisation", saved, outcome, ecosystem, by, at)
    return outcome


@transaction.atomic
def save_people(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Add or change persons, recognised by code; journal once.

    Each row maps fields of ``Person`` (``name`` at least) to values; ``sort_name`` is derived
    unless given. Of a code given twice the last row stands. A row without code is new. An erased
    person is left as is and counted unchanged.

    Raises NotFound to outsiders, NotPermitted, Invalid for a language that is none, or
    SignsInElsewhere where an address that differs would open more than the actor may edit.
    """
    check_seen(ecosystem, by)
    require(by, EDIT_PEOPLE, within=ecosystem.pk)
    kept = _kept(ecosystem, {row["code"] for row in rows if row.get("code")})
    check_details(rows, kept, by)
    new: list[Person] = []
    changed: dict[int, Person] = {}
    touched: set[int] = set()
    fields: set[str] = set()
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
    Person.objects.bulk_create(new, BATCH)
    if changed:
        Person.objects.bulk_update(changed.values(), [*fields, "revision"], BATCH)
    saved = [*new, *changed.values()]
    outcome = Outcome(len(new), len(changed), len(touched) - len(changed))
    _tell("people.persons_saved", "people.person", saved, outcome, ecosystem, by, at)
    return outcome


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


def index(column: str, saved: Sequence[Organisation | Person]) -> None:
    """Make the words of the rows' names those that search finds them by."""
    for start in range(0, len(saved), BATCH):
        part = saved[start : start + BATCH]
        NameWord.objects.filter(**{f"{column}__in": [row.pk for row in part]}).delete()
        NameWord.objects.bulk_create(
            (
                NameWord(word=word, **{f"{column}_id": row.pk})
                for row in part
                for word in words(row.name, getattr(row, "called", ""))
            ),
            BATCH,
        )


def _tell(
    kind: str,
    subject: str,
    saved: Sequence[Organisation | Person],
    outcome: Outcome,
    ecosystem: Ecosystem,
    by: Actor,
    at: datetime,
) -> None:
    """Words for search and one fact for the set; neither where nothing differed."""
    if not saved:
        return
    index(subject.removeprefix("people."), saved)
    journal.record(
        kind,
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[(subject, row.uuid) for row in saved],
        payload={"new": outcome.new, "changed": outcome.changed},
    )
