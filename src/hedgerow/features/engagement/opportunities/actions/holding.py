"""Places that something else gives, such as a round of choice: nobody else takes them before."""

from collections.abc import Collection

from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities import giving
from hedgerow.features.engagement.opportunities.errors import Full, HeldElsewhere
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp

from . import line


def require_not_held(row: Opportunity) -> None:
    """Raise HeldElsewhere where one does not sign up, as the places are given elsewhere now."""
    held = giving.is_held(row)
    if held is not None:
        raise HeldElsewhere(title=row.said("title"), giver=held.title)


def require_places(row: Opportunity, people: Collection[Person]) -> None:
    """Raise Full where fewer places are left, HeldElsewhere where those left are given to others."""
    left = line.free(row) if people else None
    if left is None:
        return
    if left < len(people):
        raise Full(title=row.said("title"))
    others = giving.promised(row) - {one.pk for one in people}
    if others and left - _unkept(row, others) < len(people):
        held = giving.is_held(row)
        raise HeldElsewhere(title=row.said("title"), giver=held.title if held else "")


def _unkept(row: Opportunity, people: set[int]) -> int:
    """How many of these hold no place by a sign-up: those who do are counted as taken already."""
    kept = SignUp.objects.filter(opportunity=row, person__in=people, state__in=SignUp.HOLDING)
    return len(people) - kept.count()
