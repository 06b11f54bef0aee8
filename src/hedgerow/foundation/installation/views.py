"""Health pages for process supervisors and load balancers; they tell nothing about anybody."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hedgerow.foundation.installation.health import WORKER_SILENT_AFTER, readiness


@require_safe
@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is looked at."""
    return JsonResponse({"alive": True})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served, 503 when not, with what is missing."""
    found = readiness(timezone.now())
    seconds = found.worker_seconds
    body = {
        "ready": found.is_ready,
        "database": found.database,
        "migrated": found.migrated,
        "worker": seconds is not None and seconds < WORKER_SILENT_AFTER.total_seconds(),
        "worker_seconds": None if seconds is None else round(seconds, 1),
    }
    return JsonResponse(body, status=200 if found.is_ready else 503)
