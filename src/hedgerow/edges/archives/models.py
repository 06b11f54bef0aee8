"""Archives that were asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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


class Form(models.TextChoices):
    """What an archive holds."""

    EVERYTHING = "everything", _("everything")
    ONEROSTER_1_1 = "oneroster-1.1", _("OneRoster 1.1")
    ONEROSTER_1_2 = "oneroster-1.2", _("OneRoster 1.2")


class Archive(PublicRow):
    """An archive in the making, or made and kept for a day.

    ``left_out`` counts what its form has no place for, by what it is.
    """

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    form = models.CharField(max_length=20, choices=Form.choices, default=Form.EVERYTHING)
    since = models.DateTimeField(null=True, blank=True, help_text="Changes alone, from then on.")
    left_out = models.JSONField(default=dict)
    job = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    rows = models.PositiveBigIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("ecosystem", "asked_at")),)
        constraints = (
            models.CheckConstraint(condition=Q(form__in=Form.values), name="archive_form_known"),
        )

    def __str__(self) -> str:
        return f"archive {self.uuid}"

    @property
    def file_name(self) -> str:
        """What it is called where it is taken to."""
        kind = "" if self.form == Form.EVERYTHING else f"-{self.form}"
        kind += "-changes" if self.since else ""
        return f"{self.ecosystem.slug}{kind}.zip"

    @property
    def file(self) -> Path:
        """Where it lies; there is none until it is made."""
        return folder() / f"{self.uuid}.zip"


def folder() -> Path:
    """The folder of archives in the data folder; made when first needed."""
    found = Path(settings.HEDGEROW_HOME) / "exports"
    found.mkdir(mode=0o700, exist_ok=True)
    return found
