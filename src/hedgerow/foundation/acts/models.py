"""Tokens that were used, with the answer that was given."""

from django.db import models


class Act(models.Model):
    """One act of one actor and the answer it got; kept for a day."""

    actor = models.CharField(max_length=80, help_text="person:7, session:…, token:…")
    token = models.CharField(max_length=80)
    path = models.CharField(max_length=300)
    digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of what was sent with it."
    )
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    is_kept = models.BooleanField(default=True, help_text="no: done, but its answer was let go")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("actor", "token"), name="one_act_a_token"),)
