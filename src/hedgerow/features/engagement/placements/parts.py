"""Which part somebody has in a placement."""

from collections.abc import Collection, Mapping

from hedgerow.commons.people.ties import wards_of
from hedgerow.foundation.permissions import Actor

from .looking_after import looked_after_by
from .models import Placement
from .permissions import ARRANGE, HOST
from .rules import Part

SPEAKING = frozenset[Part]({"host", "convener", "school"})
"""Who may say something for a host, each as the rules have it."""


def parts_of(actor: Actor, row: Placement) -> frozenset[Part]:
    """Every part the actor has in it: learner, guardian, school, host, convener. Two queries at most."""
    return parts_among(actor, [row])[row]


def answers_oneself(actor: Actor, row: Placement) -> bool:
    """Whether the learner is somebody who would answer for the host, were it about another."""
    if actor.person_id is None or actor.person_id != row.learner_id:
        return False
    hosts = actor.may_at(HOST, row.ecosystem_id, row.host_id)
    return hosts or actor.may(ARRANGE, row.ecosystem_id)


def parts_among(actor: Actor, rows: Collection[Placement]) -> Mapping[Placement, frozenset[Part]]:
    """The same for several. Two queries at most."""
    asks = any(row.learner_id != actor.person_id for row in rows)
    wards = wards_of(actor) if asks else frozenset()
    looked_after = _looked_after(actor, rows)
    return {row: _parts(actor, row, wards, looked_after) for row in rows}


def _looked_after(actor: Actor, rows: Collection[Placement]) -> frozenset[int]:
    """Ids of those in which the actor is set to look after the learner, and may today."""
    mine = [row.pk for row in rows if actor.person_id and row.supervisor_id == actor.person_id]
    if not mine:
        return frozenset()
    found = Placement.objects.filter(looked_after_by(actor), pk__in=mine)
    return frozenset(found.values_list("pk", flat=True))


def _parts(
    actor: Actor,
    row: Placement,
    wards: frozenset[tuple[int, int]],
    looked_after: frozenset[int],
) -> frozenset[Part]:
    found: set[Part] = set()
    if actor.may(ARRANGE, row.ecosystem_id):
        found.add("convener")
    if actor.may_at(ARRANGE, row.ecosystem_id, row.site_id):
        found.add("school")
    if actor.person_id is not None and actor.person_id == row.learner_id:
        found.add("learner")  # and never the host: nobody vouches for themselves
    elif actor.may_at(HOST, row.ecosystem_id, row.host_id) or row.pk in looked_after:
        found.add("host")
    if "learner" not in found and (row.ecosystem_id, row.learner_id) in wards:
        found.add("guardian")
    return frozenset(found)
