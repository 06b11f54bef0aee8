"""What becomes of what a person was told, and of how they want to be told."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.membership.actors import actor_of
from hedgerow.foundation.privacy import Rule

from .kinds import confidential
from .models import Hours, Letter, Notice, Preference

KEEP = timedelta(days=180)


def _export(model: Any, fields: tuple[str, ...], person: int) -> Iterable[Mapping[str, object]]:
    return list(model.objects.filter(person=person).order_by("pk").values(*fields))


def _notices(person: int) -> Iterable[Mapping[str, object]]:
    """Those the person may still see, but for the confidential.

    What speaks of a learner whom the person may not see (any more) is handed out no more than it is
    shown. The confidential would tell a guardian that the child spoke. They are left out for the person too. Phones are shared, and files are looked over shoulders;
    on the person's own page the notice stands in any case.
    """
    return (
        _told(person)
        .order_by("pk")
        .values("ecosystem__name", "kind", "subject", "text", "at", "read_at", "letter__sent_at")
    )


def _told(person: int) -> QuerySet[Notice]:
    reader = actor_of(person, via="job", at=timezone.now())
    mine = Notice.objects.visible_to(reader).filter(person=person)
    return mine.exclude(kind__in=confidential())


def _letters(person: int) -> Iterable[Mapping[str, object]]:
    """Those that carry something that may be told; one that was emptied may have been of another."""
    rows = Letter.objects.filter(person=person, pk__in=_told(person).values("letter"))
    return rows.order_by("pk").values("state", "due_at", "sent_at")


def _preferences(person: int) -> Iterable[Mapping[str, object]]:
    rows = Preference.objects.filter(person=person).exclude(kind__in=confidential())
    return rows.order_by("pk").values("kind", "pace")


def _delete(model: Any, person: int, at: datetime) -> int:
    return int(model.objects.filter(person=person).delete()[0])


def _delete_notices(person: int, at: datetime) -> int:
    """Those told to the person and those that speak of the person."""
    return Notice.objects.filter(Q(person=person) | Q(about=person)).delete()[0]


RULES = (
    Rule(
        Notice,
        _("Tells a person what they asked or have to know."),
        _notices,
        _delete_notices,
        KEEP,
        ended=lambda before: Notice.objects.filter(at__lt=before),
    ),
    Rule(
        Letter,
        _("Carries by mail what a person is told."),
        _letters,
        partial(_delete, Letter),
        KEEP,
        ended=lambda before: Letter.objects.filter(due_at__lt=before),
    ),
    Rule(
        Preference,
        _("Says what a person wants to be told by mail, and when."),
        _preferences,
        partial(_delete, Preference),
    ),
    Rule(
        Hours,
        _("Says at which hours a person wants no mail."),
        partial(_export, Hours, ("quiet_from", "quiet_until", "digest_at", "weekday")),
        partial(_delete, Hours),
    ),
)
