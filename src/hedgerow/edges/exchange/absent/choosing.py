"""Who of those absent is chosen to end what they have here."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.days import DayField

from ..errors import AlreadyConfirmed
from ..models import Import
from .ending import Ending
from .showing import absent_page


class EndingForm(forms.Form):
    """Who is ticked, or everybody, and the last day."""

    last_day = DayField(label=gettext_lazy("Last day"))
    everybody = forms.BooleanField(label=gettext_lazy("Everybody"), required=False)


def chosen(
    actor: Actor, ecosystem: Ecosystem, uuid: UUID, numbers: Collection[int] | None, on: date
) -> Ending:
    """What ends of those with these numbers; None are all whom the actor may change.

    Raises NotFound, AlreadyConfirmed, or Invalid where nobody is chosen or somebody whom the actor may not change.
    """
    row = Import.objects.visible_to(actor).filter(ecosystem=ecosystem, uuid=uuid).first()
    if row is None:
        raise NotFound
    if not row.waits:
        raise AlreadyConfirmed
    may = {one.number: one.key for one in absent_page(actor, ecosystem, row).every if one.may_end}
    wanted = {*may} if numbers is None else {*numbers}
    if not wanted:
        raise Invalid({"end": [_("Choose at least one person.")]})
    if not wanted <= may.keys():
        raise Invalid({"end": [_("Choose people of this list whom you may change.")]})
    return Ending(row.target, [may[one] for one in wanted], on)
