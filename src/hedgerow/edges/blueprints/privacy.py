"""What becomes of blueprint files that somebody brought."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.privacy import Rule

from .bringing import KEPT
from .models import Brought


def _export(person: int) -> Iterable[Mapping[str, object]]:
    return list(Brought.objects.filter(person=person).order_by("pk").values("created_at", "text"))


def _erase(person: int, at: datetime) -> int:
    return int(Brought.objects.filter(person=person).delete()[0])


RULES = (
    Rule(
        Brought,
        _("Lets a person start an ecosystem from a file."),
        _export,
        _erase,
        KEPT,
        ended=lambda before: Brought.objects.filter(created_at__lt=before),
    ),
)
