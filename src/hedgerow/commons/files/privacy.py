"""What becomes of files: those about a person go with the person, the bytes at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import first_day_anywhere
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.rules import words
from hedgerow.foundation.privacy import Rule

from .clearing import let_go
from .models import StoredFile
from .rules import clean_name


def export(person: int) -> Iterable[Mapping[str, object]]:
    """Those about the person, and those that the person attached."""
    rows = StoredFile.objects.filter(Q(person=person) | Q(added_by=person)).order_by("pk")
    return rows.values(
        "uuid", "name", "about_kind", "kind", "bytes", "digest", "added_at", "keep_until"
    )


def erase(person: int, at: datetime) -> int:
    gone = let_go(list(StoredFile.objects.filter(person=person).values_list("pk", flat=True)))
    nameless = _unname(person)
    return gone + nameless + StoredFile.objects.filter(added_by=person).update(added_by=None)


def _unname(person: int) -> int:
    """Files about others whose name says the person's whole name are called by their kind alone.

    Of where the person has a record or had a role; a name of one word is no sign of anybody.
    """
    row = Person.objects.get(pk=person)
    own = set(words(row.name))
    if len(own) < 2:
        return 0
    places = row.assignments.values("ecosystem")
    here = StoredFile.objects.filter(Q(ecosystem__in=places) | Q(ecosystem=row.kept_by_id))
    sign = max(row.name.split(), key=lambda word: (word.isascii(), len(word)))
    found = [one for one in here.filter(name__has=sign) if own <= set(words(one.name))]
    for one in found:
        one.name = clean_name("", one.kind)
    return StoredFile.objects.bulk_update(found, ["name"]) if found else 0


RULES = (
    Rule(
        StoredFile,
        _("Keeps what was signed or shown where it was needed."),
        export,
        erase,
        keep=timedelta(days=1),
        left=_("Files that one attached and that speak of nobody stay, without who attached them."),
        ended=lambda before: StoredFile.objects.filter(keep_until__lt=first_day_anywhere(before)),
        let_go=let_go,
    ),
)
