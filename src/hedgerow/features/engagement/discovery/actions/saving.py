"""Keeping a search, renaming it, saying how often it tells, and deleting it."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.discovery.errors import TooMany
from hedgerow.features.engagement.discovery.models import Often, SavedSearch
from hedgerow.features.engagement.discovery.rules import Asked
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

MOST: Final = 20
LONGEST: Final = 120
PERIODS: Final = {Often.DAILY: timedelta(days=1), Often.WEEKLY: timedelta(days=7)}


@transaction.atomic
def save_search(
    asked: Asked, name: str, often: str, ecosystem: Ecosystem | None, *, by: Actor, at: datetime
) -> SavedSearch:
    """Keep a search of the actor's own, in that ecosystem or in all that the actor sees.

    The same search is kept once: saved again it is called and tells as was said last.

    Raises NotFound for who has no person or does not see the ecosystem, Invalid, or TooMany.
    """
    person = Person.objects.select_for_update().filter(pk=by.person_id or 0, erased_at=None).first()
    if person is None:
        raise NotFound
    if ecosystem and not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    _check(name, often)
    kept = list(SavedSearch.objects.filter(person=person))
    for one in kept:
        if (one.ecosystem_id, one.said) == (ecosystem and ecosystem.pk, asked.said()):
            return change_saved_search(one.uuid, name=name, often=often, by=by, at=at)
    if len(kept) >= MOST:
        raise TooMany(most=MOST)
    row = SavedSearch.objects.create(
        person=person, ecosystem=ecosystem, name=name.strip(), said=asked.said(), often=often,
        saved_at=at, tell_at=next_telling(often, at),
    )  # fmt: skip
    _record("search_saved", person, by, at)
    return row


@transaction.atomic
def change_saved_search(
    uuid: UUID, *, name: str | None = None, often: str | None = None, by: Actor, at: datetime
) -> SavedSearch:
    """Call a search otherwise, or have it tell more or less often; raises NotFound or Invalid."""
    row = _own(uuid, by)
    wanted = {"name": row.name if name is None else name.strip(), "often": often or row.often}
    _check(wanted["name"], wanted["often"])
    changed = {field: value for field, value in wanted.items() if getattr(row, field) != value}
    if changed:
        said: dict[str, Any] = dict(changed)
        if "often" in changed:
            said["tell_at"] = next_telling(changed["often"], at)
        for field, value in said.items():
            setattr(row, field, value)
        row.save(update_fields=list(said))
        _record("search_changed", row.person, by, at)
    return row


@transaction.atomic
def delete_saved_search(uuid: UUID, *, by: Actor, at: datetime) -> SavedSearch:
    """Keep it no longer; raises NotFound for another's."""
    row = _own(uuid, by)
    SavedSearch.objects.filter(pk=row.pk).delete()
    _record("search_deleted", row.person, by, at)
    return row


def next_telling(often: str, at: datetime) -> datetime | None:
    """When it tells next, counted from that moment; None: never."""
    return None if often == Often.NEVER else at + PERIODS[Often(often)]


def _own(uuid: UUID, by: Actor) -> SavedSearch:
    rows = SavedSearch.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.filter(uuid=uuid, person=by.person_id or 0).first()
    if row is None:
        raise NotFound
    return row


def _check(name: str, often: str) -> None:
    wrong: dict[str, list[str]] = {}
    if not name.strip() or len(name.strip()) > LONGEST:
        wrong["name"] = [_("Give it a name of up to %(most)s characters.") % {"most": LONGEST}]
    if often not in Often.values:
        wrong["often"] = [_("Choose one of those that are offered.")]
    if wrong:
        raise Invalid(wrong)


def _record(kind: str, person: Person, by: Actor, at: datetime) -> None:
    """What somebody looks for is nobody's business: the journal keeps that it was done."""
    about = [("people.person", person.uuid)]
    journal.record(f"discovery.{kind}", by=by, at=at, ecosystem=None, subjects=about)
