"""Who is put in a group to lead it has to have a role in which one leads."""

from collections.abc import Mapping
from datetime import date

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person

from ..errors import MayNotLead
from ..leading import cannot_lead

NAMED = 10


def check_leaders(ecosystem: Ecosystem, since: Mapping[int, date]) -> None:
    """Raise MayNotLead for a person with no role in which one leads from that day on."""
    wrong = cannot_lead(ecosystem, since)
    if wrong:
        names = Person.objects.filter(pk__in=sorted(wrong)[:NAMED]).order_by("sort_name", "pk")
        raise MayNotLead(names=", ".join(names.values_list("name", flat=True)))
