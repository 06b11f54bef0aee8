"""What becomes of the searches that somebody saved."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.privacy import Rule

from .models import SavedSearch


def export(person: int) -> Iterable[Mapping[str, object]]:
    rows = SavedSearch.objects.filter(person=person).order_by("pk")
    return rows.values("name", "ecosystem__name", "said", "often", "saved_at")


def erase(person: int, at: datetime) -> int:
    """With what they found."""
    return SavedSearch.objects.filter(person=person).delete()[0]


RULES = (
    Rule(
        SavedSearch,
        _("Keeps what a person looks for, to tell of what is new."),
        export,
        erase,
    ),
)
