"""What becomes of progress: it goes with the learner, and its witness is forgotten."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.privacy import Rule

from .models import Progress


def export_progress(person: int) -> Iterable[Mapping[str, object]]:
    rows = Progress.objects.filter(person=person).order_by("at", "pk")
    return rows.values("at", "item__code", "item__title", "level", "note")


def erase_progress(person: int, at: datetime) -> int:
    deleted, _by_model = Progress.objects.filter(person=person).delete()
    return deleted + Progress.objects.filter(witnessed_by=person).update(witnessed_by=None)


RULES = (
    Rule(
        Progress,
        _("What a learner has reached, and who saw it."),
        export_progress,
        erase_progress,
        left=_("Progress that one saw of others stays theirs, without who saw it."),
    ),
)
