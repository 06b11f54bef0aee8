"""Jobs and the workers that were seen lately."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from hedgerow.foundation.rows import PublicRow


class Job(PublicRow):
    """One piece of work. ``owner`` and ``attempts`` together are the fence."""

    class Lane(models.IntegerChoices):
        """Who comes first: the lower lane, then who has been due longer."""

        WAITED_FOR = 0
        ORDINARY = 1
        BACKGROUND = 2

    class State(models.TextChoices):
        READY = "ready"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    name = models.CharField(max_length=100)
    args = models.JSONField(default=dict)
    ecosystem = models.BigIntegerField(null=True)
    by_person = models.BigIntegerField(null=True, help_text="who asked for it, if anybody did")
    lane = models.PositiveSmallIntegerField(
        choices=Lane.choices, default=Lane.ORDINARY, db_default=Lane.ORDINARY
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    run_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField(default=5)
    lease_until = models.DateTimeField(null=True)
    owner = models.CharField(max_length=80, default="")
    error = models.TextField(default="")
    checkpoint = models.JSONField(default=dict)
    progress_done = models.BigIntegerField(default=0)
    progress_total = models.BigIntegerField(null=True)
    slot = models.CharField(max_length=120, null=True)
    created_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["name", "slot"],
                condition=models.Q(slot__isnull=False),
                name="jobs_one_a_slot",
            ),
        )
        indexes = (
            models.Index(fields=["state", "lane", "run_at", "id"], name="jobs_first"),
            models.Index(fields=["state", "lease_until"], name="jobs_running"),
            models.Index(fields=["state", "finished_at"], name="jobs_finished"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.uuid} ({self.state})"


class Worker(models.Model):
    """A worker process that gave a sign of life."""

    name = models.CharField(max_length=80, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"worker {self.name}"
