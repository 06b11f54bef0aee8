"""Telling that a learner wishes for somebody, and taking it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from ..errors import NeedMet
from ..models import Need
from ..permissions import OFFER_HELP
from .belongs import Values, checked, is_ward, locked, named, require_arranging, tell


@transaction.atomic
def tell_need(ecosystem: Ecosystem, values: Values, *, by: Actor, at: datetime) -> Need:
    """Tell that a learner wishes for a mentor or tutor: oneself, a ward, or a learner of one's site.

    ``values`` map fields of ``Need`` (``person_id``, ``kind``) to values, and ``items`` to ids.
    Raises NotFound for what is not of the ecosystem, NotPermitted, or Invalid also where the
    learner waits for that kind of help already.
    """
    named(ecosystem, values, by)
    person = values["person_id"]
    _permitted(ecosystem, person, values.get("site_id"), by)
    checked(values)
    plain = {name: value for name, value in values.items() if name != "items"}
    check_lengths(Need, plain)
    Person.objects.select_for_update(no_key=True).get(pk=person)  # both parents at once
    waiting = Need.objects.filter(ecosystem=ecosystem, person=person, state=Need.State.WAITING)
    if waiting.filter(kind=values["kind"]).exists():
        raise Invalid({"kind": [_("This learner waits for that already.")]})
    made = {"origin": by.origin, "told_by_id": by.person_id, **plain}
    row = Need.objects.create(ecosystem=ecosystem, created_at=at, **made)
    row.items.set(values.get("items", ()))
    tell("need_told", row, by, at, [row.person], kind=row.kind)
    return row


@transaction.atomic
def withdraw_need(need: Need, *, by: Actor, at: datetime) -> Need:
    """Take a wish back that waits; raises NotFound, NotPermitted or NeedMet."""
    row: Need = locked(Need, need, by, "person")
    _permitted(row.ecosystem, row.person_id, row.site_id, by)
    if row.state != Need.State.WAITING:
        raise NeedMet
    row.revise(None, state=Need.State.WITHDRAWN)
    row.save()
    tell("need_withdrawn", row, by, at, [row.person])
    return row


def _permitted(ecosystem: Ecosystem, person: int, site: int | None, by: Actor) -> None:
    if person == by.person_id or is_ward(by, ecosystem, person):
        require(by, OFFER_HELP, within=ecosystem.pk)
    else:
        require_arranging(by, ecosystem, site)
