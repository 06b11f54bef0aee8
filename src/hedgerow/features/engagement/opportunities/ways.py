"""Ways on from an opportunity that apps above offer, such as to a placement.

Such an app calls ``register`` once, in ``ready``; the page of an opportunity shows what they answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from hedgerow.foundation.permissions import Actor

from .models import Opportunity


@dataclass(frozen=True, slots=True)
class Way:
    """What a button says and where it leads."""

    text: str | Promise
    path: str


Leads = Callable[[Actor, Opportunity], Sequence[Way]]
_leads: list[Leads] = []


def register(leads: Leads) -> None:
    """Have these ways shown; once is enough."""
    if leads not in _leads:
        _leads.append(leads)


def ways_on(actor: Actor, row: Opportunity) -> list[Way]:
    """Where the actor can go on from there."""
    return [way for leads in _leads for way in leads(actor, row)]
