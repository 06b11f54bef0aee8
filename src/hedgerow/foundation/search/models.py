"""The index: one entry a row that is found, and marks of rows that are to be read again."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """The tokens of one row's texts, by weight.

    On SQLite triggers bring them into ``search_words`` (FTS5), on PostgreSQL a generated column
    ``words`` (tsvector) has them; both are made by the first migration, with raw SQL.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=60)
    row = models.BigIntegerField()
    uuid = models.UUIDField()
    ecosystem = models.BigIntegerField(null=True)
    language = models.CharField(max_length=35, blank=True)
    analysed_by = models.PositiveSmallIntegerField()
    strong = models.TextField(blank=True)
    middle = models.TextField(blank=True)
    weak = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "entries"
        constraints = (
            models.UniqueConstraint(fields=["kind", "row"], name="entry_once_a_row"),
        )  # fmt: skip
        indexes = (models.Index(fields=["analysed_by"], name="entry_analysed_by"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class Stale(models.Model):
    """One row whose entry does not show a write yet; inserted only, as marks of the warehouse are."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=60)
    row = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "stale"

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"
