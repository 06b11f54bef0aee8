"""What becomes of names in agreements, contacts and the advisory."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import first_day_anywhere
from hedgerow.foundation.privacy import Rule

from .models import Adviser, Agreement, Contact

Rows = Iterable[Mapping[str, object]]


def export_agreements(person: int) -> Rows:
    """What the person signed, for whichever side."""
    rows = Agreement.objects.filter(Q(proposed_by=person) | Q(answered_by=person)).order_by("pk")
    return rows.values(
        "title", "organisation__name", "state", "proposed_at", "answered_at", "answered_as"
    )


def erase_agreements(person: int, at: datetime) -> int:
    gone = Agreement.objects.filter(answered_by=person).update(answered_by=None, answered_as="")
    return gone + Agreement.objects.filter(proposed_by=person).update(proposed_by=None)


def export_contacts(person: int) -> Rows:
    rows = Contact.objects.filter(person=person).order_by("pk")
    return rows.values("organisation__name", "name", "task", "email", "phone", "consented_on")


def erase_contacts(person: int, at: datetime) -> int:
    return Contact.objects.filter(person=person).delete()[0]


def export_advisers(person: int) -> Rows:
    rows = Adviser.objects.filter(person=person).order_by("pk")
    return rows.values("organisation__name", "field_of_work", "starts", "ends")


def erase_advisers(person: int, at: datetime) -> int:
    """An adviser who is nobody's but their own goes; an organisation's stays without the name."""
    alone = Adviser.objects.filter(person=person, organisation__isnull=True).delete()[0]
    return alone + Adviser.objects.filter(person=person).update(person=None)


RULES = (
    Rule(
        Agreement,
        _("Shows who signed an agreement for which side."),
        export_agreements,
        erase_agreements,
        left=_("The agreement between the two organisations stays, without who signed it."),
    ),
    Rule(
        Contact,
        _("Says whom to ask at an organisation."),
        export_contacts,
        erase_contacts,
    ),
    Rule(
        Adviser,
        _("Says what a member of the business advisory offers."),
        export_advisers,
        erase_advisers,
        keep=timedelta(days=3650),
        left=_("What an organisation offered stays, without who came for it."),
        ended=lambda before: Adviser.objects.filter(ends__lt=first_day_anywhere(before)),
    ),
)
