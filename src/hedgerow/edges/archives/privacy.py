"""What becomes of archives when a person is erased: those that hold the person go at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.foundation.privacy import Rule

from . import actions
from .models import Archive


def export(person: int) -> Iterable[Mapping[str, object]]:
    return Archive.objects.filter(by=person).order_by("pk").values("ecosystem__name", "asked_at")


def erase(person: int, at: datetime) -> int:
    """Delete the person's own, and any of an ecosystem that keeps the record or knew a role."""
    kept = Person.objects.filter(pk=person).values("kept_by")
    roles = Assignment.objects.filter(person=person).values("ecosystem")
    places = Ecosystem.objects.filter(Q(pk__in=kept) | Q(pk__in=roles))
    held = list(Archive.objects.filter(Q(by=person) | Q(ecosystem__in=places)))
    actions.delete(held)
    return len(held)


def _let_go(ids: Sequence[int]) -> int:
    rows = list(Archive.objects.filter(pk__in=ids))
    actions.delete(rows)
    return len(rows)


RULES = (
    Rule(
        Archive,
        _("Holds all of an ecosystem for whoever took it away, for a day."),
        export,
        erase,
        keep=actions.KEPT,
        ended=lambda before: Archive.objects.filter(asked_at__lt=before),
        let_go=_let_go,
    ),
)
