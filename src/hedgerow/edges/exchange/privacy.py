"""What becomes of a person's imports: the import stays, without whose it was."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.foundation.privacy import Rule

from .importing import discard_waiting
from .models import Import, ImportTrace
from .tracing import unpacked

UNNAMED = "–"
SHORTEST = 3
"""Shorter words of a name stand in too many others."""


def export(person: int) -> Iterable[Mapping[str, object]]:
    yield from Import.objects.filter(by=person).values("file_name", "target", "created_at")


def erase(person: int, at: datetime) -> int:
    """Files that wait to be imported where the person is known are put aside: they may name them."""
    kept = Person.objects.filter(pk=person).values("kept_by")
    roles = Assignment.objects.filter(person=person).values("ecosystem")
    places = Ecosystem.objects.filter(Q(pk__in=kept) | Q(pk__in=roles))
    discard_waiting(places, at)
    _unname(person, places)
    return Import.objects.filter(by=person).update(by=None)


def _unname(person: int, places: QuerySet[Ecosystem]) -> None:
    """Take the person's name out of the names of files."""
    name = Person.objects.filter(pk=person).values_list("name", flat=True).first() or ""
    said = Q(pk__in=())
    for word in name.split():
        if len(word) >= SHORTEST:
            said |= Q(file_name__icontains=word)
    Import.objects.filter(said, ecosystem__in=places).update(file_name=UNNAMED)


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
        ended=lambda before: ImportTrace.objects.filter(of__finished_at__lt=before),
    ),
    Rule(
        Import,
        _("Shows where rows came from; the file itself is deleted within a day."),
        export,
        erase,
        keep=timedelta(days=3650),
        ended=lambda before: Import.objects.filter(created_at__lt=before),
        left=_("Imports stay, as they say where rows came from, without who sent the file."),
    ),
)
