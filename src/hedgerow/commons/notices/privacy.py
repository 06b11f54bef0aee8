"""What becomes of what a person was told, and of how they want to be told."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.privacy import Rule

from .models import Hours, Letter, Notice, Preference

KEEP = timedelta(days=180)


def _export(model: Any, fields: tuple[str, ...], person: int) -> Iterable[Mapping[str, object]]:
    return list(model.objects.filter(person=person).order_by("pk").values(*fields))


def _delete(model: Any, person: int, at: datetime) -> int:
    return int(model.objects.filter(person=person).delete()[0])


def _delete_notices(person: int, at: datetime) -> int:
    """Those told to the person and those that speak of the person."""
    return Notice.objects.filter(Q(person=person) | Q(about=person)).delete()[0]


RULES = (
    Rule(
        Notice,
        _("Tells a person what they asked or have to know."),
        partial(
            _export,
            Notice,
            ("ecosystem__name", "kind", "subject", "text", "at", "read_at", "letter__sent_at"),
        ),
        _delete_notices,
        KEEP,
        ended=lambda before: Notice.objects.filter(at__lt=before),
    ),
    Rule(
        Letter,
        _("Carries by mail what a person is told."),
        partial(_export, Letter, ("state", "due_at", "sent_at")),
        partial(_delete, Letter),
        KEEP,
        ended=lambda before: Letter.objects.filter(due_at__lt=before),
    ),
    Rule(
        Preference,
        _("Says what a person wants to be told by mail, and when."),
        partial(_export, Preference, ("kind", "pace")),
        partial(_delete, Preference),
    ),
    Rule(
        Hours,
        _("Says at which hours a person wants no mail."),
        partial(_export, Hours, ("quiet_from", "quiet_until", "digest_at", "weekday")),
        partial(_delete, Hours),
    ),
)
