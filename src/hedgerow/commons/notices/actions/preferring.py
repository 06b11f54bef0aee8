"""How a person wants to be told: paces, hours, and nothing more of this."""

from collections.abc import Collection, Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import AlwaysTold
from ..kinds import Pace, find, known
from ..models import Hours, Letter, Notice, Preference
from ..subscriptions import read_token


@transaction.atomic
def choose_paces(paces: Mapping[str, str], *, by: Actor, at: datetime) -> int:
    """Say of some kinds when mail tells of them; return how many changed.

    Letters on their way that are no longer wanted do not leave. Raises NotFound for who has no
    person, Invalid for a kind or pace there is not, or AlwaysTold.
    """
    return _choose(_oneself(by), paces, by, at)


@transaction.atomic
def choose_hours(
    quiet_from: time | None,
    quiet_until: time | None,
    digest_at: time,
    weekday: int,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Say between which hours no mail comes, and when letters of a day or week do.

    What is due already keeps its moment. Raises NotFound for who has no person, or Invalid.
    """
    person = _oneself(by)
    if (quiet_from is None) != (quiet_until is None):
        raise Invalid({"quiet_until": [_("Say both hours, or neither.")]})
    if weekday not in range(7):
        raise Invalid({"weekday": [_("Choose a day of the week.")]})
    said = {
        "quiet_from": quiet_from, "quiet_until": quiet_until, "digest_at": digest_at,
        "weekday": weekday,
    }  # fmt: skip
    Hours.objects.update_or_create(person=person, defaults=said)
    _record("notices.hours_chosen", person, by, at, {})


@transaction.atomic
def unsubscribe(token: str, *, at: datetime) -> tuple[Person, str]:
    """Stop what the link of a letter names, for whoever holds it; return whose, and what.

    Raises UnsubscribeLinkWrong or AlwaysTold.
    """
    person, what = read_token(token)
    by = Actor(person_id=person.pk, via="page")
    kinds = (
        [what] if find(what) else [key for key, pace in paces_of(person).items() if pace == what]
    )
    _choose(person, dict.fromkeys(kinds, Pace.NEVER.value), by, at)
    return person, what


@transaction.atomic
def read_notices(uuids: Collection[UUID], *, by: Actor, at: datetime) -> int:
    """Note that the actor has read these; return how many had not been."""
    _oneself(by)
    rows = Notice.objects.visible_to(by).filter(uuid__in=uuids, read_at=None)
    return rows.update(read_at=at)


def paces_of(person: Person) -> dict[str, str]:
    """Kind → when mail tells that person of it, of those that can be put off."""
    chosen = dict(Preference.objects.filter(person=person).values_list("kind", "pace"))
    return {kind.key: chosen.get(kind.key, kind.pace) for kind in known() if kind.optional}


def _choose(person: Person, paces: Mapping[str, str], by: Actor, at: datetime) -> int:
    for key, pace in paces.items():
        kind = find(key)
        if kind is None or pace not in Pace.values:
            raise Invalid({key: [_("Choose one of those that are offered.")]})
        if not kind.optional:
            raise AlwaysTold(kind=str(kind.title))
    before = paces_of(person)
    changed = {key: pace for key, pace in paces.items() if before[key] != pace}
    for key, pace in changed.items():
        Preference.objects.update_or_create(person=person, kind=key, defaults={"pace": pace})
    _hold_back(person, [key for key, pace in changed.items() if pace == Pace.NEVER])
    if changed:
        _record("notices.paces_chosen", person, by, at, {"kinds": sorted(changed)})
    return len(changed)


def _hold_back(person: Person, kinds: Collection[str]) -> None:
    """Mail that waits and is not wanted any more stays here."""
    unwanted = Notice.objects.filter(person=person, kind__in=kinds)
    alone = unwanted.filter(letter__state=Letter.State.WAITING, letter__pace=Pace.AT_ONCE)
    letters = list(alone.values_list("letter", flat=True))
    waiting = Q(letter=None) | Q(letter__state=Letter.State.WAITING)
    unwanted.filter(waiting).update(letter=None, due_at=None)
    Letter.objects.filter(pk__in=letters).update(state=Letter.State.DROPPED)


def _oneself(by: Actor) -> Person:
    person = Person.objects.filter(pk=by.person_id or 0, erased_at=None).first()
    if person is None:
        raise NotFound
    return person


def _record(kind: str, person: Person, by: Actor, at: datetime, said: dict[str, Any]) -> None:
    about = [("people.person", person.uuid)]
    journal.record(kind, by=by, at=at, ecosystem=None, subjects=about, payload=said)
