"""Where activities are: at their site, or where an app above knows, such as at the host of a placement.

Such an app calls ``register`` once, in ``ready``. The site stays who answers for the activity.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from hedgerow.commons.people.models import Organisation

from .models import Activity

Known = Callable[[Collection[int]], Mapping[int, Organisation]]
"""Of activities (ids) those that are elsewhere than at their site, with where."""

ELSEWHERE: dict[str, Known] = {}


def register(key: str, elsewhere: Known) -> None:
    """Say where activities are that a feature makes."""
    ELSEWHERE[key] = elsewhere


def venues(rows: Iterable[Activity]) -> dict[int, Organisation]:
    """Where each of the activities is; not of those of which nobody knows. A query an app, whatever
    their number, if their ``site`` is fetched."""
    each = {row.pk: row.site for row in rows}
    found = {pk: site for pk, site in each.items() if site}
    for known in ELSEWHERE.values():
        found |= known(each)
    return found


def venue(row: Activity) -> str:
    """The name of where the activity is, or nothing."""
    there = venues([row]).get(row.pk)
    return there.name if there else ""
