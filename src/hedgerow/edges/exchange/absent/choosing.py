"""Who of those absent is chosen to end what they have here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.permissions import ASSIGN_ROLES
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.ui.days import DayField

from ..errors import AlreadyConfirmed
from ..models import Import, Lacking
from .days import require_last_day
from .ending import Ending
from .many import EndingOfMany, endable
from .showing import absent_page
from .showing_sets import roles_of

MOST: Final = 1 << 31
"""What no number of a row reaches."""


class EndingForm(forms.Form):
    """Who is ticked, or everybody, of a set all who are gone or who moved, and the last day."""

    last_day = DayField(label=gettext_lazy("Last day"))
    everybody = forms.BooleanField(label=gettext_lazy("Everybody"), required=False)
    gone = forms.BooleanField(label=gettext_lazy("Everybody who is gone"), required=False)
    moved = forms.BooleanField(label=gettext_lazy("Everybody who moved"), required=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """These numbers, and of a set all who are gone or who moved."""

    numbers: Collection[int]
    gone: bool = False
    moved: bool = False

    def __bool__(self) -> bool:
        return bool(self.numbers) or self.gone or self.moved


def chosen_of_set(
    actor: Actor, ecosystem: Ecosystem, uuid: UUID, said: Chosen, on: date
) -> EndingOfMany:
    """What ends of those whom a set lacks.

    Raises NotFound, AlreadyConfirmed, or Invalid where nobody is chosen, somebody whom the actor may
    not change, or of a day that is none for them.
    """
    row = _waiting(actor, ecosystem, uuid)
    if not said:
        raise Invalid({"end": [_("Choose at least one person.")]})
    numbers = {*said.numbers}
    if not actor.may(ASSIGN_ROLES, ecosystem.pk) or not _may_all(actor, row, numbers):
        raise Invalid({"end": [_("Choose people of this list whom you may change.")]})
    asked = Q(number__in=numbers)
    for all_of, gone in ((said.gone, True), (said.moved, False)):
        asked |= Q(gone=gone) if all_of else Q(pk__in=())
    wanted = endable(roles_of(Lacking.objects.filter(asked, of=row)), actor)
    require_last_day([wanted], on, today(ecosystem))
    return EndingOfMany(row.pk, said.gone, said.moved, numbers, on)


def _may_all(actor: Actor, row: Import, numbers: Collection[int]) -> bool:
    """Whether the actor may end all roles of these numbers."""
    wanted, there = Lacking.objects.filter(of=row), [one for one in numbers if 0 < one < MOST]
    return len(numbers) == sum(
        endable(roles_of(wanted.filter(number__in=some)), actor).count() for some in in_parts(there)
    )


def _waiting(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Import:
    row = Import.objects.visible_to(actor).filter(ecosystem=ecosystem, uuid=uuid).first()
    if row is None:
        raise NotFound
    if not row.waits:
        raise AlreadyConfirmed
    return row


def chosen(
    actor: Actor, ecosystem: Ecosystem, uuid: UUID, numbers: Collection[int] | None, on: date
) -> Ending:
    """What ends of those with these numbers; None are all whom the actor may change.

    Raises NotFound, AlreadyConfirmed, or Invalid where nobody is chosen, somebody whom the actor may
    not change, or of a day that is none for them.
    """
    row = _waiting(actor, ecosystem, uuid)
    may = {one.number: one.key for one in absent_page(actor, ecosystem, row).every if one.may_end}
    wanted = {*may} if numbers is None else {*numbers}
    if not wanted:
        raise Invalid({"end": [_("Choose at least one person.")]})
    if not wanted <= may.keys():
        raise Invalid({"end": [_("Choose people of this list whom you may change.")]})
    ending = Ending(row.target, [may[one] for one in wanted], on)
    require_last_day(ending.rows(), on, today(ecosystem))
    return ending
