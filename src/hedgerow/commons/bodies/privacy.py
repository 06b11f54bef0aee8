"""What becomes of a person's mandates: the seat's history stays, without words about the holder."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.privacy import Rule

from .models import Mandate


def export(person: int) -> Iterable[Mapping[str, object]]:
    rows = Mandate.objects.filter(person=person).select_related("seat__body").order_by("starts")
    for row in rows:
        yield {
            "body": row.seat.body.said("name"),
            "seat": row.seat.number,
            "starts": row.starts,
            "ends": row.ends,
            "basis": row.basis,
            "end_reason": row.end_reason,
        }


def erase(person: int, at: datetime) -> int:
    """Take away what was written about the mandates; who held the seat is then nobody's name."""
    return Mandate.objects.filter(person=person).update(basis="", end_reason="")


RULES = (
    Rule(
        Mandate,
        _("Shows who spoke for whom when a body decided."),
        export,
        erase,
        left=_("That a seat was held, and how long, stays for the body's history, without a name."),
    ),
)
