"""The rows that an import wrote, as ready objects through ``bulk_create`` into the same empty tables."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from .peer import BATCH, CHUNK
from .written import empty_models, source_alias


def write(folder: Path) -> dict[str, Any]:
    """Rows, and the seconds of ``bulk_create`` alone: reading rows and making objects is not counted."""
    from django.db import transaction

    source = source_alias(folder)
    rows, seconds, processor = 0, 0.0, 0.0
    with transaction.atomic():
        for model in empty_models():
            objects = _objects(model, source)
            while some := list(islice(objects, CHUNK)):
                begun, used = time.perf_counter(), time.process_time()
                model._base_manager.bulk_create(some, BATCH)
                seconds += time.perf_counter() - begun
                processor += time.process_time() - used
                rows += len(some)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "seconds": round(seconds, 2), "cpu": round(processor, 2), "peak_mb": memory, "size": rows,
    }  # fmt: skip


def _objects(model: type[Any], source: str) -> Iterator[Any]:
    """As if just made: with the keys of the other database, which its references have too."""
    for one in model._base_manager.using(source).order_by("pk").iterator(CHUNK):
        one._state.db, one._state.adding = None, True
        yield one
