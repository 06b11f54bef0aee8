"""Who has a place in an opportunity that they did not sign up for, for those who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.features.engagement.opportunities import giving
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.foundation.permissions import Actor

from .given import running
from .own import people_here
from .pages import may_change


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a place given by ``giver``, such as a round of choice, or enrolled otherwise.

    ``since`` is the first day of the enrolment, None for who is not enrolled yet.
    """

    person: UUID
    name: str
    giver: str
    since: date | None

    @property
    def state_words(self) -> str:
        return _("has a place") if self.since else _("has a place, is not enrolled")

    @property
    def giver_words(self) -> str:
        if not self.giver:
            return _("enrolled without signing up")
        return _("from “%(title)s”") % {"title": self.giver}


def holders(actor: Actor, row: Opportunity, at: datetime) -> Sequence[Holder]:
    """Oneself and one's children; all of them to who may change the opportunity. By name."""
    signed = SignUp.objects.filter(opportunity=row, state__in=SignUp.HOLDING)
    there = Enrolment.objects.filter(running(row.ecosystem, at), activity=row.activity_id or 0)
    since = dict(there.exclude(person__in=signed.values("person")).values_list("person", "starts"))
    asked = set(signed.values_list("person", flat=True))
    people = {*since, *(giving.promised(row) - asked)}
    seen = Person.objects.filter(not_barred(actor, "pk"), pk__in=people, erased_at=None)
    if not may_change(actor, row):
        seen = seen.filter(pk__in=[one.pk for one in people_here(actor, row, at)])
    by = giving.given(row)
    return [
        Holder(one.uuid, one.name, by.get(one.pk, ""), since.get(one.pk))
        for one in seen.order_by("sort_name", "pk")
    ]
