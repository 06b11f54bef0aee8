"""Blueprint files that people bring: read and checked at once, kept a month, their bringer's alone."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

from .errors import NoSuchBlueprint
from .models import Brought
from .schema import Blueprint, BlueprintError, read_text

OWN: Final = "own-"
KEPT: Final = timedelta(days=30)
FILE: Final = "blueprint.toml"


@transaction.atomic
def bring_blueprint(text: str, *, by: Actor, at: datetime) -> Brought:
    """Keep a file to start from; it may be used for a month.

    Raises NotPermitted for who has not signed in, and NoSuchBlueprint with every fault in it.
    """
    if by.person_id is None:
        raise NotPermitted
    _read(text)
    return Brought.objects.create(person_id=by.person_id, text=text, created_at=at)


def key_of(row: Brought) -> str:
    """By what name it can be started from."""
    return f"{OWN}{row.uuid}"


def brought(key: str, by: Actor | None) -> Blueprint | None:
    """The blueprint that was brought under that name; None for a name of another kind.

    ``by`` None asks for a job that was allowed to. Raises NotFound for anybody else's.
    """
    if not key.startswith(OWN):
        return None
    try:
        uuid = UUID(key.removeprefix(OWN))
    except ValueError:
        raise NotFound from None
    rows = Brought.objects.filter(uuid=uuid)
    if by is not None and not by.steward:
        rows = rows.filter(person=by.person_id or 0)
    row = rows.first()
    if row is None:
        raise NotFound
    return _read(row.text)


def forget_brought(before: datetime) -> int:
    """Delete files brought before that moment; return how many."""
    return Brought.objects.filter(created_at__lt=before).delete()[0]


def _read(text: str) -> Blueprint:
    try:
        return read_text(text, FILE)
    except BlueprintError as error:
        raise NoSuchBlueprint(faults=str(error)) from error
