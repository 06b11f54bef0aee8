"""What becomes of a person's imports: the import stays, without whose it was."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.folding import folded
from hedgerow.foundation.privacy import Rule

from .importing import ON_ITS_WAY, put_aside
from .keeping import forget_traces_of
from .models import Import, ImportTrace, SavedMapping

UNNAMED = "–"
SHORTEST = 3
"""Shorter words of a name stand in too many others."""
TITLE = re.compile(r'\Atitle = "[^\n]*\n')
"""Of a mapping that was made of a file's headings: it names the file."""


def export(person: int) -> Iterable[Mapping[str, object]]:
    yield from Import.objects.filter(by=person).values("file_name", "target", "created_at")


def hold(person: int) -> None:
    """Wait for imports, and undoings, that are being written where the person is known."""
    places = _known_in(person)
    states = (*ON_ITS_WAY, Import.State.UNDOING)
    rows = Import.objects.filter(ecosystem__in=places, state__in=states)
    list(rows.select_for_update().order_by("pk").values_list("pk"))
    # whoever writes very many rows has this lock; who writes a few waits for neither
    here = Ecosystem.objects.filter(pk__in=places).select_for_update(no_key=True)
    list(here.order_by("pk").values_list("pk"))


def erase(person: int, at: datetime) -> int:
    """Files on their way in where the person is known are put aside: they may name them."""
    places = _known_in(person)
    put_aside(places, at)
    _unname(person, places)
    return Import.objects.filter(by=person).update(by=None)


def _known_in(person: int) -> QuerySet[Ecosystem]:
    """The ecosystems whose files may name the person, or a record that was merged into theirs."""
    own = Q(person__in=_records(person))
    about = Q(guardian__in=_records(person)) | Q(learner__in=_records(person))
    found = Q(pk__in=Person.objects.filter(pk__in=_records(person)).values("kept_by"))
    found |= Q(pk__in=Assignment.objects.filter(own).values("ecosystem"))
    found |= Q(pk__in=Guardian.objects.filter(about).values("ecosystem"))
    found |= Q(pk__in=GroupPlace.objects.filter(own).values("group__ecosystem"))
    found |= Q(pk__in=Enrolment.objects.filter(own).values("activity__ecosystem"))
    return Ecosystem.objects.filter(found)


def _records(person: int) -> list[int]:
    merged = Person.objects.filter(merged_into=person)
    return [person, *merged.values_list("pk", flat=True)]


def _unname(person: int, places: QuerySet[Ecosystem]) -> None:
    """Take the person's name out of the names of files, and of mappings named after these."""
    rows = Person.objects.filter(pk__in=_records(person)).exclude(name="")
    names = set(rows.values_list("name", flat=True))
    words = names | {
        word for name in names for word in name.split() if len(folded(word)) >= SHORTEST
    }
    imports = Import.objects.filter(ecosystem__in=places)
    imports.filter(_with(words, "file_name")).update(file_name=UNNAMED)
    whole = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    for row in imports.filter(_with(words, "mapping_name")):
        if whole.search(row.mapping_name):
            row.mapping_name, row.mapping = UNNAMED, TITLE.sub("", row.mapping)
            row.save(update_fields=["mapping_name", "mapping"])
    for kept in SavedMapping.objects.filter(_with(words, "name"), ecosystem__in=places):
        if whole.search(kept.name):
            kept.name, kept.text = f"{UNNAMED} {kept.pk}", TITLE.sub("", kept.text)
            kept.save(update_fields=["name", "text"])


def _with(words: Iterable[str], field: str) -> Q:
    """Rows in whose field one of the words stands."""
    found = Q(pk__in=())
    for word in words:
        found |= Q(**{f"{field}__has": word})
    return found


def export_nothing(_person: int) -> Iterable[Mapping[str, object]]:
    """Nothing beyond the rows themselves, which their own apps hand out."""
    return ()


def erase_traces(person: int, at: datetime) -> int:
    """Forget how to undo imports that changed what is kept of the person."""
    return forget_traces_of(_records(person))


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
