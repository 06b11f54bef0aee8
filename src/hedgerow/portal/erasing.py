"""Erase a person: by each app's rules, in the journal, in the warehouse and in open sessions."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import F, Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Account, Person
from hedgerow.commons.people.permissions import ERASE_PERSON
from hedgerow.foundation import journal, privacy
from hedgerow.foundation.accesslog.actions import forget_learner
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.installation.copies import copies, forget_copies
from hedgerow.foundation.installation.erasures import add
from hedgerow.foundation.installation.home import the_home
from hedgerow.foundation.installation.outbox import forget_letters
from hedgerow.foundation.journal.models import FactSubject
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.warehouse.actions import touch_everything
from hedgerow.portal.left_behind import keep_conveners
from hedgerow.portal.wording import Text, record

SUBJECT = "people.person"


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one kind that say something of the person, what they are kept for, and what stays."""

    name: Text
    rows: int
    why: Text
    left: Text = ""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing goes through, before it or after it; ``copies`` of the database go with it."""

    person: str
    parts: tuple[Part, ...]
    facts: int
    copies: int

    @property
    def held(self) -> tuple[Part, ...]:
        """The kinds of which there is any row."""
        return tuple(one for one in self.parts if one.rows)

    @property
    def kept(self) -> tuple[Part, ...]:
        """Those of them that leave something."""
        return tuple(one for one in self.held if one.left)


def preview_erasure(person: Person, *, by: Actor) -> Erasure:
    """Say what erasing would go through; nothing is written. Raises what erasing raises."""
    return counted(mean_to_erase(person, by=by))


def counted(row: Person) -> Erasure:
    """What erasing the person would go through."""
    parts = tuple(
        Part(record(rule.model), sum(1 for _ in rule.export(row.pk)), rule.why, rule.left)
        for rule in privacy.rules()
    )
    return _erasure(row, parts, len(_facts_about(row)))


@transaction.atomic
def erase_person(person: Person, *, by: Actor, at: datetime) -> Erasure:
    """Take away who the person was; rows that others' figures need stay without saying whose.

    The rules run leaves first. What facts about the person said goes with its salts, so that
    every seal still verifies. Everything happens or nothing.

    Raises NotFound to outsiders and for an erased person, NotPermitted, or LastConvener: whoever
    runs the server may all the same, and invites somebody else afterwards.
    """
    erasable(person, by=by, locked=False)
    privacy.hold(person.pk)
    return erased(mean_to_erase(person, by=by), by=by, at=at)


def mean_to_erase(person: Person, *, by: Actor) -> Person:
    """The row of somebody who may be erased; nothing is written. Raises what erasing raises."""
    row = erasable(person, by=by)
    if by.person_id is not None:
        keep_conveners(row)
    return row


def erased(row: Person, *, by: Actor, at: datetime, keep_copies: bool = False) -> Erasure:
    """Erase a person whom the actor may erase, in the caller's transaction, which holds what is being
    written about them (``privacy.hold``) and then their row.

    Once that is committed, it is noted outside the database, and letters and copies of the database
    that hold the person are deleted too.
    """
    words, home = _words_of(row), the_home()
    transaction.on_commit(partial(add, home, dict.fromkeys([row.uuid, *_merged(row)], at)))
    parts = tuple(
        Part(record(rule.model), rule.erase(row.pk, at), rule.why, rule.left)
        for rule in privacy.rules()
    )
    _forget_identity(row, at)
    facts = journal.erase_content(_facts_about(row))
    forget_learner(row.pk)
    _end_sessions(row.pk)
    for ecosystem in _reached(row):
        touch_everything(ecosystem)
    transaction.on_commit(_overwrite)
    transaction.on_commit(partial(forget_letters, words))
    if not keep_copies:
        transaction.on_commit(partial(forget_copies, home))
    journal.record(
        "portal.person_erased",
        by=by, at=at, ecosystem=row.kept_by_id, subjects=[(SUBJECT, row.uuid)],
        even_closed=True,
    )  # fmt: skip
    return _erasure(row, parts, facts)


def _erasure(person: Person, parts: tuple[Part, ...], facts: int) -> Erasure:
    return Erasure(str(person.uuid), parts, facts, len(copies(the_home())))


def erasable(person: Person, *, by: Actor, locked: bool = True) -> Person:
    """The row of somebody whom the actor may erase, ``locked`` within a transaction.

    The ecosystem that keeps the record decides. Raises NotFound or NotPermitted.
    """
    seen = Person.objects.visible_to(by).filter(pk=person.pk, erased_at__isnull=True)
    locked = locked and connection.in_atomic_block
    row = (seen.select_for_update() if locked else seen).first()
    if row is None:
        raise NotFound
    require(by, ERASE_PERSON, within=row.kept_by_id)
    return row


def _forget_identity(person: Person, at: datetime) -> None:
    """Empty the row that others point at; last, as the rules may still need the account."""
    account = Person.objects.filter(pk=person.pk).values_list("account", flat=True).first()
    person.words.all().delete()
    Person.objects.filter(pk=person.pk).update(
        name="", called="", sort_name="", born=None, language="", time_zone="", email="", phone="", code="",
        account=None, signed_in_at=None, erased_at=at, revision=F("revision") + 1,
    )  # fmt: skip
    if account is not None:
        Account.objects.filter(pk=account).delete()


def _words_of(person: Person) -> set[str]:
    """What letters say of the person: name and addresses."""
    address = person.account.email if person.account else ""
    return {word for word in (person.name, person.email, address) if word}


def _facts_about(person: Person) -> list[int]:
    about = FactSubject.objects.filter(kind=SUBJECT, uuid__in=[person.uuid, *_merged(person)])
    return list(about.values_list("fact", flat=True))


def _merged(person: Person) -> list[UUID]:
    """The records that were merged into the person's."""
    return list(Person.objects.filter(merged_into=person).values_list("uuid", flat=True))


def _reached(person: Person) -> list[int]:
    """Ecosystems whose published tables may hold rows of the person."""
    held = person.assignments.values("ecosystem")
    reached = Ecosystem.objects.filter(Q(pk=person.kept_by_id) | Q(pk__in=held))
    return list(reached.values_list("pk", flat=True))


def _end_sessions(person: int) -> None:
    """End every browser's session in which the person has signed in."""
    ended = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("person_id") == person
    ]
    for start in range(0, len(ended), 500):
        Session.objects.filter(pk__in=ended[start : start + 500]).delete()


def _overwrite() -> None:
    """Have SQLite move what was erased into its file now, and empty its log of earlier pages.

    Else both would hold the person until so much is written that it happens by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
