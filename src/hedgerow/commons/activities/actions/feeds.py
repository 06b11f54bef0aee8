"""A person's own calendar address: made, renewed, withdrawn."""

from datetime import datetime

from django.db import transaction

from hedgerow.commons.activities.models import CalendarFeed
from hedgerow.commons.activities.queries.feeds import hash_of, secret_of
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor


@transaction.atomic
def make_feed(*, by: Actor, at: datetime) -> CalendarFeed:
    """Give the actor's own calendar an address; one that it had before stops working.

    Raises NotFound to who has not signed in.
    """
    person = _oneself(by)
    row = CalendarFeed.objects.select_for_update().filter(person=person).first()
    if row is None:
        row = CalendarFeed(person=person, made_at=at)
    else:
        row.turn, row.made_at, row.read_at = row.turn + 1, at, None
    row.secret_hash = hash_of(secret_of(row.uuid, row.turn))
    row.save()
    _tell("activities.calendar_made", row, person, by, at)
    return row


@transaction.atomic
def withdraw_feed(*, by: Actor, at: datetime) -> None:
    """Let the address of the actor's calendar work no longer; raises NotFound where there is none."""
    person = _oneself(by)
    rows = CalendarFeed.objects.select_for_update().filter(person=person)
    row = rows.exclude(secret_hash="").first()
    if row is None:
        raise NotFound
    row.secret_hash = ""
    row.save(update_fields=["secret_hash"])
    _tell("activities.calendar_withdrawn", row, person, by, at)


def _oneself(by: Actor) -> Person:
    person = Person.objects.filter(pk=by.person_id or 0, erased_at__isnull=True).first()
    if person is None:
        raise NotFound
    return person


def _tell(kind: str, row: CalendarFeed, person: Person, by: Actor, at: datetime) -> None:
    journal.record(
        kind, by=by, at=at, ecosystem=None, subjects=[("people.person", person.uuid)],
        payload={"turn": row.turn},
    )  # fmt: skip
