"""Snapshots of a profile, and the readings in them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import PublicRow, origin_field
from hedgerow.foundation.warehouse.readings import Window


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, actor: Actor) -> Self:
        """Snapshots of ecosystems that the actor may see; what they show is for ``queries``."""
        return self.filter(ecosystem__in=Ecosystem.objects.visible_to(actor))


class Snapshot(PublicRow):
    """An ecosystem's readings on one day; the day's last computation stands."""

    ecosystem = models.ForeignKey(Ecosystem, models.CASCADE, related_name="+")
    day = models.DateField(help_text="The last day of the window.")
    starts = models.DateField(help_text="The first day of the window.")
    at = models.DateTimeField()
    version = models.CharField(max_length=20, help_text="Of the cuts that were used.")
    origin = origin_field()

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ecosystem", "day"), name="one_snapshot_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.ecosystem_id} {self.day}"

    @property
    def window(self) -> Window:
        return Window(self.starts, self.day)


class Reading(models.Model):
    """One measure in a snapshot; ``foundation.warehouse.readings.Reading`` says what is what."""

    class State(models.TextChoices):
        OK = "ok", _("measured")
        INSUFFICIENT = "insufficient", _("too few records")
        DATA_ERROR = "data_error", _("the records contradict each other")

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="readings")
    number = models.CharField(max_length=4)
    state = models.CharField(max_length=12, choices=State.choices)
    reason = models.CharField(max_length=40, blank=True)
    value = models.FloatField(null=True)
    n = models.PositiveBigIntegerField(default=0)
    coverage = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    level = models.PositiveSmallIntegerField(null=True)
    level_lower = models.PositiveSmallIntegerField(null=True)
    level_upper = models.PositiveSmallIntegerField(null=True)
    is_share = models.BooleanField(default=False)
    smallest_cell = models.BigIntegerField(null=True)
    coverage_of = models.BigIntegerField(null=True)
    clusters = models.PositiveIntegerField(default=0)
    inner = models.BooleanField(
        default=False, db_default=False, help_text="Whether it tells of what members alone see."
    )
    was_sufficient = models.BooleanField(default=False)
    rows = models.CharField(max_length=60, blank=True, help_text="The kind of subject behind it.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("snapshot", "number"), name="one_reading_a_measure"),
            models.CheckConstraint(
                condition=models.Q(state="ok") | models.Q(value__isnull=True),
                name="only_measured_readings_have_values",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} of {self.snapshot_id}"
