"""Openings of learner records. Foundation knows no people or ecosystems: plain numbers."""

from __future__ import annotations

from django.db import models


class Opening(models.Model):
    """One learner's record shown to somebody."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    ecosystem = models.BigIntegerField(null=True)
    learner = models.BigIntegerField(help_text="person whose record was opened")
    by_person = models.BigIntegerField(null=True)
    via = models.CharField(max_length=40)
    on_behalf_of = models.BigIntegerField(null=True)
    what = models.CharField(max_length=60, help_text="which part, such as records.progress")
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["learner", "id"], name="accesslog_of_learner"),
            models.Index(fields=["by_person", "id"], name="accesslog_by_person"),
            models.Index(fields=["at"], name="accesslog_age"),
        )

    def __str__(self) -> str:
        return f"{self.what} of person {self.learner} at {self.at}"
