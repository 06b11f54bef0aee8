"""Letting files go, and clearing away what is left over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from . import keeping
from .models import StoredFile
from .owners import OWNERS

LEFT_AFTER: Final = timedelta(days=1)
BATCH: Final = 500


def let_go(pks: Sequence[int]) -> int:
    """Delete rows, and their files once that stands; return how many."""
    rows = StoredFile.objects.filter(pk__in=pks)
    uuids = list(rows.values_list("uuid", flat=True))
    rows.delete()
    transaction.on_commit(lambda: keeping.remove(uuids))
    return len(uuids)


def sweep(at: datetime) -> int:
    """Remove rows whose owner is gone, and files of the folder that no row knows; return how many.

    A file is older than a day before it counts as left over: its row may still be being written.
    """
    before = at - LEFT_AFTER
    gone = 0
    for owner in OWNERS.values():
        rows = StoredFile.objects.filter(about_kind=owner.kind)
        there = owner.model._default_manager.values("uuid")
        gone += let_go(list(rows.exclude(about__in=there).values_list("pk", flat=True)))
    old = [uuid for uuid, path in keeping.lying() if keeping.written_at(path) < before]
    for start in range(0, len(old), BATCH):
        some = old[start : start + BATCH]
        known = set(StoredFile.objects.filter(uuid__in=some).values_list("uuid", flat=True))
        left = [uuid for uuid in some if uuid not in known]
        keeping.remove(left)
        gone += len(left)
    return gone + keeping.remove_drafts(before)
