"""Forget acts and what they were answered."""

from __future__ import annotations

from datetime import datetime

from .models import Act


def forget_acts(before: datetime) -> int:
    """Delete acts from before a moment and return how many; nobody sends those again."""
    return Act.objects.filter(at__lt=before).delete()[0]


def forget_answers() -> int:
    """Empty every answer that shows something; the acts stay done. Return how many."""
    shown = Act.objects.exclude(body=b"") | Act.objects.filter(headers__has_key="HX-Trigger")
    found = list(shown.values_list("pk", flat=True))
    Act.objects.filter(pk__in=found).update(body=b"", headers={}, is_kept=False)
    return len(found)
