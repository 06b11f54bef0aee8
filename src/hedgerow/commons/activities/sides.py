"""On which side of a session people stand: the one that delivers it, or the one that receives it."""

from collections.abc import Iterable, Mapping

from hedgerow.commons.membership.models import Assignment

from . import rules
from .models import Delivery, Session

Sites = Mapping[tuple[int, int], set[int]]
"""Organisations by ecosystem and person: where each holds a role now."""


def on_same_side(sessions: Iterable[Session], person: int | None) -> set[int]:
    """Those sessions, by id, that the person or somebody on their side marked."""
    rows = list(sessions)
    if not rows:
        return set()
    sites = _sites({row.marked_by_id for row in rows} | {person})
    delivering = _delivering(row.activity_id for row in rows)
    found = set()
    for row in rows:
        mine = _sides(row, person, sites, delivering)
        theirs = _sides(row, row.marked_by_id, sites, delivering)
        if row.marked_by_id == person or not rules.may_confirm(theirs, mine):
            found.add(row.pk)
    return found


def _sides(
    session: Session, person: int | None, sites: Sites, delivering: Mapping[int, set[int]]
) -> set[str]:
    """On which sides of a session a person stands; marks that nobody signed are the deliverer's."""
    if person is None:
        return {"delivering"}
    activity, found = session.activity, set()
    own = sites.get((session.ecosystem_id, person), set())
    leads = person in (activity.leader_id, session.substitute_id)
    if leads or own & delivering.get(activity.pk, set()):
        found.add("delivering")
    if activity.site_id in own:
        found.add("receiving")
    return found


def _sites(people: Iterable[int | None]) -> Sites:
    found: dict[tuple[int, int], set[int]] = {}
    held = Assignment.objects.filter(
        person__in={pk for pk in people if pk is not None},
        ends__isnull=True,
        organisation__isnull=False,
    )
    for row in held.only("ecosystem_id", "person_id", "organisation_id"):
        if row.organisation_id is not None:
            found.setdefault((row.ecosystem_id, row.person_id), set()).add(row.organisation_id)
    return found


def _delivering(activities: Iterable[int]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = Delivery.objects.filter(activity__in=set(activities))
    for activity, organisation in rows.values_list("activity_id", "organisation_id"):
        found.setdefault(activity, set()).add(organisation)
    return found
