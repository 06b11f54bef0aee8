"""What may change with the roles that a list of people ends."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff

from ..gone import touched_by_ending
from ..models import Assignment


def touched_by_leaving(
    ecosystem: Ecosystem, diff: Diff, persons: QuerySet[Person]
) -> Iterable[QuerySet[Any]]:
    """What those of the persons have whose role is over by today as their record says."""
    day = today(ecosystem)
    ends = ((one, one.values.get("ends")) for one in diff.written)
    over = (one.text("code") for one, last in ends if isinstance(last, date) and last <= day)
    roles = Assignment.objects.filter(ecosystem=ecosystem)
    for some in in_parts(over):
        theirs = roles.filter(person__in=persons.filter(code__in=some))
        yield from touched_by_ending(ecosystem, theirs)
