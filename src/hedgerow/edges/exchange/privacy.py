"""What becomes of a person's imports: the import stays, without whose it was."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.privacy import Rule

from .models import Import, ImportTrace
from .tracing import unpacked


def export(person: int) -> Iterable[Mapping[str, object]]:
    yield from Import.objects.filter(by=person).values("file_name", "target", "created_at")


def erase(person: int, at: datetime) -> int:
    return Import.objects.filter(by=person).update(by=None)


def export_nothing(_person: int) -> Iterable[Mapping[str, object]]:
    """Nothing beyond the rows themselves, which their own apps hand out."""
    return ()


def erase_traces(person: int, at: datetime) -> int:
    """Forget how to undo imports that changed what is kept of the person."""
    traces = ImportTrace.objects.iterator(chunk_size=10)
    told = [one.pk for one in traces if unpacked(one.content).speaks_of(person)]
    deleted, _by_model = ImportTrace.objects.filter(pk__in=told).delete()
    return deleted


RULES = (
    Rule(
        ImportTrace,
        _("Lets an import be undone for 30 days: what it changed, as it was before."),
        export_nothing,
        erase_traces,
        keep=timedelta(days=30),
    ),
    Rule(
        Import,
        _("Shows where rows came from; the file itself is deleted within a day."),
        export,
        erase,
        keep=timedelta(days=3650),
        left=_("Imports stay, as they say where rows came from, without who sent the file."),
    ),
)
