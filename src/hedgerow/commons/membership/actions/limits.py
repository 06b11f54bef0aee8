"""Attempts to sign in are counted, and limited for a quarter of an hour."""

from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.db.models import F

from ..errors import TooManyAttempts
from ..models import SignInAttempt
from .links import hashed

WINDOW = timedelta(minutes=15)


def count_attempt(key: str, *, limit: int, at: datetime) -> None:
    """Count one attempt under ``key``; raise TooManyAttempts beyond ``limit`` in 15 minutes.

    The count stands when the attempt is refused, so the caller must not undo its transaction.
    """
    with transaction.atomic():
        row, _new = SignInAttempt.objects.get_or_create(
            key_hash=hashed(key), defaults={"since": at}
        )
        row = SignInAttempt.objects.select_for_update().get(pk=row.pk)
        if at - row.since >= WINDOW:
            row.since, row.count = at, 0
        row.count += 1
        row.save(update_fields=["since", "count"])
    if row.count > limit:
        left = row.since + WINDOW - at
        raise TooManyAttempts(minutes=ceil(left.total_seconds() / 60))


def give_back(key: str) -> None:
    """Take one attempt back: it was right, so a whole class may sign in from one address."""
    rows = SignInAttempt.objects.filter(key_hash=hashed(key), count__gt=0)
    rows.update(count=F("count") - 1)


def forget_attempts(before: datetime) -> int:
    """Delete counts that began before a moment; return how many."""
    return SignInAttempt.objects.filter(since__lt=before).delete()[0]
