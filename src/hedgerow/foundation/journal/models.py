"""Facts, subjects, content and seals. Triggers (0002) refuse every change but erasing content."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from hedgerow.foundation.journal import rules
from hedgerow.foundation.rows import PublicRow, origin_field


class Fact(PublicRow):
    """One act. Foundation knows neither ecosystems nor people, so both are plain numbers."""

    ecosystem = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=100)
    by_person = models.BigIntegerField(null=True)
    via = models.CharField(max_length=40)
    on_behalf_of = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    origin = origin_field()
    commitment = models.BinaryField(max_length=32)

    class Meta:
        indexes = (
            models.Index(fields=["ecosystem", "id"], name="journal_fact_feed"),
            models.Index(fields=["ecosystem", "at", "id"], name="journal_fact_lately"),
            models.Index(fields=["by_person", "id"], name="journal_fact_by"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"

    def entry(self, subjects: Iterable[tuple[str, UUID]] | None = None) -> rules.Entry:
        """What the seal of this fact vouches for; reads its subjects, unless they are given."""
        if subjects is None:
            subjects = [(subject.kind, subject.uuid) for subject in self.subjects.all()]
        return rules.Entry(
            uuid=self.uuid,
            ecosystem=self.ecosystem,
            kind=self.kind,
            by_person=self.by_person,
            via=self.via,
            on_behalf_of=self.on_behalf_of,
            at=self.at,
            recorded_at=self.recorded_at,
            origin=self.origin,
            commitment=bytes(self.commitment),
            subjects=tuple(subjects),
        )


class ClosedBook(models.Model):
    """An ecosystem of which nothing is recorded any more, since that day.

    Every act records a fact in its own transaction, so that refusing the fact refuses the act,
    whoever does it and by whatever way.
    """

    ecosystem = models.BigIntegerField(primary_key=True)
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.ecosystem} {self.on}"


class FactSubject(models.Model):
    """A row that a fact is about, by kind (``governance.decision``) and uuid."""

    id = models.BigAutoField(primary_key=True)
    fact = models.ForeignKey(
        Fact, models.PROTECT, related_name="subjects", db_index=False
    )  # the index of subjects begins with it
    kind = models.CharField(max_length=60)
    uuid = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["fact", "kind", "uuid"], name="journal_subject_once"),
        )
        indexes = (models.Index(fields=["kind", "uuid", "fact"], name="journal_subject_feed"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class FactContent(models.Model):
    """What a fact says, and the salt of its commitment. Erasing deletes this row, and only this."""

    fact = models.OneToOneField(
        Fact, models.PROTECT, primary_key=True, related_name="content", db_index=False
    )
    salt = models.BinaryField(max_length=rules.SALT_BYTES)
    payload = models.JSONField()

    def __str__(self) -> str:
        return f"content of fact {self.pk}"


class Unsealed(models.Model):
    """A fact that waits for its seal; written with the fact, deleted with the sealing.

    The sealer works this list off instead of remembering the last id it saw: of two facts the one
    with the higher id may be committed first, and a remembered id would skip the other for ever.
    """

    fact = models.OneToOneField(
        Fact, models.PROTECT, primary_key=True, related_name="+", db_index=False
    )
    ecosystem = models.BigIntegerField(null=True)
    since = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["ecosystem", "fact"], name="journal_unsealed_next"),)

    def __str__(self) -> str:
        return f"fact {self.pk} unsealed"


class Seal(models.Model):
    """The place of a fact in its ecosystem's tree, and the root of the tree up to there."""

    id = models.BigAutoField(primary_key=True)
    ecosystem = models.BigIntegerField(null=True)
    seq = models.BigIntegerField(help_text="from 0, without gaps")
    fact = models.OneToOneField(Fact, models.PROTECT, related_name="seal")
    leaf_hash = models.BinaryField(max_length=32)
    root = models.BinaryField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["ecosystem", "seq"], name="journal_seal_once"),
            models.UniqueConstraint(
                fields=["seq"],
                condition=models.Q(ecosystem__isnull=True),
                name="journal_seal_once_installation",
            ),
        )

    def __str__(self) -> str:
        return f"seal {self.seq} of ecosystem {self.ecosystem}"


class Chain(models.Model):
    """How far an ecosystem's tree has grown. Derived from its seals; locked while one seals."""

    id = models.BigAutoField(primary_key=True)
    ecosystem = models.BigIntegerField(null=True, unique=True)
    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField(default=b"")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(ecosystem__isnull=True),
                name="journal_chain_one_installation",
            ),
        )

    def __str__(self) -> str:
        return f"chain of ecosystem {self.ecosystem}: {self.size}"
