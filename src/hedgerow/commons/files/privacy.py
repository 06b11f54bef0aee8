"""What becomes of files: those about a person go with the person, the bytes at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import first_day_anywhere
from hedgerow.foundation.privacy import Rule

from .clearing import let_go
from .models import StoredFile


def export(person: int) -> Iterable[Mapping[str, object]]:
    """Those about the person, and those that the person attached."""
    rows = StoredFile.objects.filter(Q(person=person) | Q(added_by=person)).order_by("pk")
    return rows.values("name", "about_kind", "kind", "bytes", "digest", "added_at", "keep_until")


def erase(person: int, at: datetime) -> int:
    gone = let_go(list(StoredFile.objects.filter(person=person).values_list("pk", flat=True)))
    return gone + StoredFile.objects.filter(added_by=person).update(added_by=None)


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
