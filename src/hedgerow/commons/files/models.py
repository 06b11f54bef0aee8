"""Stored files: a row each; the bytes lie in the data folder."""

from collections.abc import Callable
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow, origin_field

from .owners import OWNERS, Owner, Rows


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, actor: Actor) -> Self:
        """Files of rows whose files the actor may see, as the app says that keeps the rows."""
        if actor.steward:
            return self
        return self._of(actor, lambda owner: owner.seen)

    def removable_by(self, actor: Actor) -> Self:
        if actor.steward:
            return self
        return self._of(actor, lambda owner: owner.changed)

    def _of(self, actor: Actor, rows: Callable[[Owner], Rows]) -> Self:
        found = Q(pk__in=())
        for owner in OWNERS.values():
            same = {"uuid": OuterRef("about"), "ecosystem": OuterRef("ecosystem")}
            found |= Q(about_kind=owner.kind) & Q(Exists(rows(owner)(actor).filter(**same)))
        return self.filter(found)


class StoredFile(PublicRow):
    """A file about one row; ``person`` is whom it speaks of, and it goes with them."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    about_kind = models.CharField(max_length=60, help_text="Kind of row that it is about.")
    about = models.UUIDField(help_text="Public id of that row.")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, help_text="As it was called, without odd signs.")
    kind = models.CharField(max_length=8, help_text="By its content: pdf, png, jpeg…")
    bytes = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content, hexadecimal.")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    keep_until = models.DateField(null=True, blank=True, help_text="Let go after that day.")
    origin = origin_field()

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(bytes__gte=1), name="file_is_not_empty"),)
        indexes = (
            models.Index(fields=("about", "about_kind")),
            models.Index(fields=("keep_until",), condition=Q(keep_until__isnull=False),
                         name="files_kept_until"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name
