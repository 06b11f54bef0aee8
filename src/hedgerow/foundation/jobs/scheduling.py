"""Scheduled work: one job for each period, whoever notices first that a new one began."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from hedgerow.foundation.jobs import actions, registry, rules


class Scheduler:
    """Enqueues the job of each schedule's current slot; remembers which it has seen to."""

    def __init__(self) -> None:
        self._seen: dict[str, datetime] = {}

    def enqueue_due(self) -> bool:
        """Enqueue what a new period asks for; always False, as there is nothing to hurry on to."""
        now = timezone.now()
        for schedule in registry.schedules():
            slot = rules.slot_of(now, schedule.period)
            if self._seen.get(schedule.name) != slot:
                actions.enqueue(
                    schedule.name, slot=slot.isoformat(), background=schedule.background
                )
                self._seen[schedule.name] = slot
        return False
