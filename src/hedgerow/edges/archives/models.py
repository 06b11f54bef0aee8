"""Archives that were asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow


class ArchiveQuerySet(models.QuerySet["Archive"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those that the actor asked for: others may see less, or more, than they hold."""
        if actor.steward:
            return self
        return self.filter(by=actor.person_id, by__isnull=False)


class Archive(PublicRow):
    """An archive in the making, or made and kept for a day."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    job = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    rows = models.PositiveBigIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("ecosystem", "asked_at")),)

    def __str__(self) -> str:
        return f"archive {self.uuid}"

    @property
    def file(self) -> Path:
        """Where it lies; there is none until it is made."""
        return folder() / f"{self.uuid}.zip"


def folder() -> Path:
    """The folder of archives in the data folder; made when first needed."""
    found = Path(settings.HEDGEROW_HOME) / "exports"
    found.mkdir(mode=0o700, exist_ok=True)
    return found
