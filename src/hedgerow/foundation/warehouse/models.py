"""What is waiting to be copied."""

from __future__ import annotations

from django.db import models


class Dirty(models.Model):
    """One write to a partition that its file does not show yet.

    Marks are only ever inserted, never shared: writers of one month do not wait for each other's
    locks, and a mark made while the partition is being refreshed is a row of its own that the
    refresh has not read and so does not delete.
    """

    id = models.BigAutoField(primary_key=True)
    table = models.CharField(max_length=60)
    ecosystem = models.BigIntegerField()
    month = models.CharField(max_length=7)

    class Meta:
        verbose_name_plural = "dirty"
        indexes = (models.Index(fields=["ecosystem", "table", "month"], name="dirty_partition"),)

    def __str__(self) -> str:
        return f"{self.table} {self.ecosystem} {self.month}"
