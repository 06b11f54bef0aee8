"""Seats that something above holds: whoever enrols is told, and leaves those that are promised."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils.formats import date_format

from hedgerow.commons.activities.errors import SeatsHeld, SeatsPromised
from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.activities.seats import holds, tell_back
from hedgerow.foundation.permissions import Actor


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


def take_again(places: Collection[Enrolment], by: Actor, at: datetime) -> None:
    """Ask for the seats of places that an undo made run again, and tell of them.

    Within the act that undid their end. Raises SeatsPromised.
    """
    people: dict[int, set[int]] = defaultdict(set)
    for one in places:
        people[one.activity_id].add(one.person_id)
    require_seats({one.activity_id: one.activity for one in places}, people, takes_held=True)
    tell_back([(one.activity_id, one.person_id) for one in places], by, at)
