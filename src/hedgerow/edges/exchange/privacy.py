"""What becomes of a person's imports: the import stays, without whose it was."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.privacy import Rule

from .models import Import


def export(person: int) -> Iterable[Mapping[str, object]]:
    yield from Import.objects.filter(by=person).values("file_name", "target", "created_at")


def erase(person: int, at: datetime) -> int:
    return Import.objects.filter(by=person).update(by=None)


RULES = (
    Rule(
        Import,
        _("Shows where rows came from; the file itself is deleted within a day."),
        export,
        erase,
        keep=timedelta(days=3650),
    ),
)
