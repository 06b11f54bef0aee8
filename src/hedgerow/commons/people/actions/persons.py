"""Adding and changing one person, and one's own details."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import last_day_anywhere
from hedgerow.commons.ecosystems.lands import ZONE_NAMES
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tongues import wrong_languages
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor, require

from ..editors import may_edit, reaches
from ..erased_codes import welcome
from ..errors import CodeTaken, LikelyKnown, OwnAddress, SignsInElsewhere
from ..models import Person
from ..permissions import EDIT_PEOPLE
from ..rules import sort_name
from ..twins import likely_same
from .checks import check_seen
from .telling import index

Values = Mapping[str, Any]
OLDEST = 120  # years
OWN = ("name", "called", "phone", "language", "time_zone")


@transaction.atomic
def add_person(
    ecosystem: Ecosystem, values: Values, *, by: Actor, at: datetime, sure: bool = False
) -> Person:
    """Add one person; ``values`` are a row of ``save_people``. ``sure`` skips the look for a twin.

    Raises NotFound to outsiders, NotPermitted, Invalid, CodeTaken, or LikelyKnown with the UUIDs
    of whom it might be.
    """
    check_seen(ecosystem, by)
    require(by, EDIT_PEOPLE, within=ecosystem.pk)
    _check(values, last_day_anywhere(at))
    row = Person(kept_by=ecosystem, created_at=at, **{"origin": by.origin, **values})
    row.sort_name = sort_name(row.name)
    _check_code(row)
    known = [] if sure else likely_same(ecosystem, row.name, row.born, row.email)
    if known:
        raise LikelyKnown(persons=[str(one.uuid) for one in known])
    row.save()
    if row.code:
        welcome(ecosystem, row.code)
    index("person", [row])
    _record("people.person_added", row, by, at, {})
    return row


@transaction.atomic
def edit_person(
    person: Person, values: Values, *, by: Actor, at: datetime, revision: int | None = None
) -> Person:
    """Change a person; nothing is written where nothing differs.

    Raises NotFound, NotPermitted, Stale with both versions, Invalid, CodeTaken, or
    SignsInElsewhere where the address would open more than the actor may edit, or OwnAddress where
    it is the actor's own.
    """
    row = _locked(by, person.pk)
    if not may_edit(by, row):
        raise NotPermitted(permission=EDIT_PEOPLE)
    address = row.email
    changed = _changed(row, values, at, revision)
    if row.email != address and row.pk == by.person_id:
        raise OwnAddress
    if row.email != address and not reaches(by, row):
        raise SignsInElsewhere
    if changed:
        _save(row, "people.person_edited", changed, by, at)
    return row


@transaction.atomic
def edit_own_details(
    values: Values, *, by: Actor, at: datetime, revision: int | None = None
) -> Person:
    """Change the actor's own name, short name, phone, language or time zone.

    The address is not among them: it has to be proved first (``confirm_address``).
    Raises NotFound for who has no person, Stale with both versions, or Invalid.
    """
    row = _locked(by, by.person_id or 0)
    own = {name: value for name, value in values.items() if name in OWN}
    changed = _changed(row, own, at, revision)
    if changed:
        _save(row, "people.details_edited", changed, by, at)
    return row


def take_address(person: int, address: str, at: datetime) -> Person:
    """Let an address that the person has just proved replace the one before; journal it.

    Raises NotFound for somebody erased.
    """
    oneself = Actor(person_id=person, via="page")
    row = _locked(oneself, person)
    changed = _changed(row, {"email": address}, at, None)
    if changed:
        _save(row, "people.details_edited", changed, oneself, at)
    return row


def _locked(by: Actor, pk: int) -> Person:
    rows = Person.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.filter(pk=pk, erased_at__isnull=True).first()
    if row is None:
        raise NotFound
    return row


def _changed(row: Person, values: Values, at: datetime, revision: int | None) -> list[str]:
    changed = row.revise(revision, **values)
    _check({name: values[name] for name in changed}, last_day_anywhere(at))
    if "name" in changed:
        row.sort_name = sort_name(row.name)
    if "code" in changed:
        _check_code(row)
    return changed


def _save(row: Person, kind: str, changed: list[str], by: Actor, at: datetime) -> None:
    row.save()
    if {"name", "called"} & set(changed):
        index("person", [row])
    _record(kind, row, by, at, {"fields": sorted(changed)})


def _check(values: Values, today: date) -> None:
    wrong: dict[str, list[str]] = {}
    if "name" in values and not str(values["name"]).strip():
        wrong["name"] = [_("Say how the person writes their name.")]
    born = values.get("born")
    if born is not None and not (today.year - OLDEST <= born.year and born <= today):
        wrong["born"] = [_("Check the year: nobody here was born then.")]
    if values.get("time_zone") and values["time_zone"] not in ZONE_NAMES:
        wrong["time_zone"] = [_("Choose a time zone of the list, such as America/Chicago.")]
    wrong |= wrong_languages([values.get("language", "")])
    if wrong:
        raise Invalid(wrong)


def _check_code(row: Person) -> None:
    same = Person.objects.filter(kept_by=row.kept_by_id, code=row.code)
    if row.code and same.exclude(pk=row.pk).exists():
        raise CodeTaken(code=row.code)


def _record(kind: str, row: Person, by: Actor, at: datetime, payload: dict[str, object]) -> None:
    subjects = [("people.person", row.uuid)]
    journal.record(kind, by=by, at=at, ecosystem=row.kept_by_id, subjects=subjects, payload=payload)
