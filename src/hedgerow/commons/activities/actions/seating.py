"""Seats that something above holds: whoever enrols is told, and leaves those that are promised."""

from collections.abc import Collection, Mapping

from django.utils.formats import date_format

from hedgerow.commons.activities.errors import SeatsHeld, SeatsPromised
from hedgerow.commons.activities.models import Activity
from hedgerow.commons.activities.seats import holds


def require_seats(
    activities: Mapping[int, Activity], people: Mapping[int, Collection[int]], *, takes_held: bool
) -> None:
    """Raise SeatsPromised or SeatsHeld where these people, by activity, have no seats besides.

    ``takes_held`` takes seats that are held and promised to nobody yet.
    """
    for pk, hold in holds(people).items():
        lacking, activity = hold.lacking(people[pk]), activities[pk].said("title")
        if lacking == "promised":
            raise SeatsPromised(
                title=hold.title, activity=activity, promised=hold.promised, left=hold.left
            )
        if lacking == "held" and not takes_held:
            until = date_format(hold.until, "DATE_FORMAT") if hold.until else ""
            raise SeatsHeld(title=hold.title, activity=activity, held=hold.held, until=until)
