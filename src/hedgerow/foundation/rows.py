"""What rows have in common: a public id, a revision, an origin, and how a set of them fared."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import uuid_utils.compat
from django.db import models
from django.utils.translation import gettext_lazy as _

from .errors import Stale


def new_uuid() -> UUID:
    """A version 7 UUID: random enough to be public, ordered by time so that indexes stay small."""
    return uuid_utils.compat.uuid7()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows of a set were new, changed and already as given."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class OriginChoice(models.TextChoices):
    LIVE = "live", _("recorded here")
    IMPORTED = "imported", _("imported")
    SIMULATED = "simulated", _("simulated")


def among_filled(field: str, name: str) -> models.Index:
    """An index of the rows in which a foreign key stands that is empty in most.

    The key itself has ``db_index=False``. A row is found by its value all the same; a million rows
    without one cost nothing.
    """
    return models.Index(
        fields=[field], condition=models.Q(**{f"{field}__isnull": False}), name=name
    )


class PublicRow(models.Model):
    """A row that people can point at: integer key inside, UUID in addresses and the journal."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)

    class Meta:
        abstract = True


class EditedRow(PublicRow):
    """A row that people edit; ``revision`` counts the edits, so that a stale one is noticed."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def revise(self, expected: int | None, **changes: Any) -> list[str]:
        """Set ``changes`` and step the revision; return the names of the fields that changed.

        The caller holds the row's lock and saves. Raises Stale, with both versions, if the
        row is no longer at revision ``expected`` (None skips the check: imports, commands).
        """
        theirs = {name: getattr(self, name) for name in changes}
        if expected is not None and expected != self.revision:
            raise Stale(yours=changes, theirs=theirs)
        changed = [name for name, value in changes.items() if theirs[name] != value]
        for name in changed:
            setattr(self, name, changes[name])
        if changed:
            self.revision += 1
        return changed


def among(rows: "models.QuerySet[Any]", named_by: str) -> models.Exists:
    """Whether what a foreign key names is one of ``rows``, looked up for one row at a time.

    ``key__in=rows`` may draw up all of ``rows`` first; where they are most of a large table, this
    is the quick way, and where they are few ``key__in`` is.
    """
    return models.Exists(rows.filter(pk=models.OuterRef(named_by)))


def origin_field() -> "models.CharField[str, str]":
    """The column that says whether a row was recorded here, imported or simulated."""
    return models.CharField(max_length=9, choices=OriginChoice.choices, default=OriginChoice.LIVE)
