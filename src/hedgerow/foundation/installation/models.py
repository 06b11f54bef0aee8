"""Which installation this is, and since when."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from hedgerow.foundation.rows import new_uuid


class Installation(models.Model):
    """One row. ``epoch`` changes with every restore.

    Whoever keeps something about this server elsewhere (a phone's offline store, a follower's
    cursor) keeps the epoch with it, and starts anew when it differs: after a restore, numbers that
    were given out before may be given out again.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    epoch = models.UUIDField(default=new_uuid)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="installation_only_one"),
        )

    def __str__(self) -> str:
        return f"installation, epoch {self.epoch}"


def current_epoch() -> str:
    """The epoch as text; the row is made on first use."""
    row, _ = Installation.objects.get_or_create(pk=1)
    return str(row.epoch)
