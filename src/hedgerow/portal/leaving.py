"""Erase oneself: who is of age may, unless an ecosystem would be left without a convener."""

from datetime import datetime

from django.db import connection, transaction

from hedgerow.commons.ecosystems.clock import day_in, local_day
from hedgerow.commons.membership.customs import AGE, age_of_consent
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.rules import answers_oneself
from hedgerow.commons.people.models import Person
from hedgerow.foundation import privacy
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .erasing import Erasure, counted, erased
from .errors import NotConfirmed, NotOfAge
from .left_behind import keep_conveners


def preview_of_oneself(*, by: Actor, at: datetime) -> tuple[Person, Erasure]:
    """The actor's own record, and what erasing it would go through; nothing is written.

    Raises NotFound for who has none, NotOfAge, or LastConvener.
    """
    with transaction.atomic():
        row = _oneself(by)
        _check(row, at)
        return row, counted(row)


@transaction.atomic
def erase_oneself(name: str, *, by: Actor, at: datetime) -> Erasure:
    """Take away who the actor was, who confirms it by typing the name that is kept.

    Ends every session. Raises what the preview does, and NotConfirmed.
    """
    if by.person_id is not None:
        privacy.hold(by.person_id)
    return erased(mean_oneself(name, by=by, at=at), by=by, at=at)


@transaction.atomic
def mean_oneself(name: str, *, by: Actor, at: datetime) -> Person:
    """The actor's own record, which may be erased and of which the name that is kept was typed.

    Nothing is written. Raises what erasing raises.
    """
    row = _oneself(by)
    _check(row, at)
    if _plain(name) != _plain(row.name):
        raise NotConfirmed
    return row


def others_erase(*, by: Actor, at: datetime) -> bool:
    """Whether it is for others to erase who asks: a child, or a learner without a birth date."""
    row = _oneself(by)
    try:
        _check_age(row, at)
    except NotOfAge:
        return True
    return False


def _oneself(by: Actor) -> Person:
    rows = Person.objects.filter(pk=by.person_id or 0, erased_at__isnull=True)
    row = (rows.select_for_update(of=("self",)) if connection.in_atomic_block else rows).first()
    if row is None:
        raise NotFound
    return row


def _check(row: Person, at: datetime) -> None:
    """Raise NotOfAge or LastConvener."""
    _check_age(row, at)
    keep_conveners(row)


def _check_age(row: Person, at: datetime) -> None:
    learns = Assignment.objects.filter(person=row, ends__isnull=True, role="learner").exists()
    age = age_of_consent(row.kept_by) if row.kept_by else AGE
    day = day_in(row.kept_by, at) if row.kept_by else local_day(at, "UTC")
    if not answers_oneself(row.born, learns=learns, age=age, on=day):
        raise NotOfAge(age=age)


def _plain(name: str) -> str:
    """Letter cases and spaces do not matter."""
    return " ".join(name.split()).casefold()
