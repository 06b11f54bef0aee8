"""Which part somebody has in a placement."""

from collections.abc import Collection, Mapping

from hedgerow.commons.people.ties import wards_of
from hedgerow.foundation.permissions import Actor

from .models import Placement
from .permissions import ARRANGE, HOST
from .rules import Part

SPEAKING = frozenset[Part]({"host", "convener", "school"})
"""Who may say something for a host, each as the rules have it."""


def parts_of(actor: Actor, row: Placement) -> frozenset[Part]:
    """Every part the actor has in it: learner, guardian, school, host, convener. At most a query."""
    return parts_among(actor, [row])[row]


def answers_oneself(actor: Actor, row: Placement) -> bool:
    """Whether the learner is somebody who would answer for the host, were it about another."""
    if actor.person_id is None or actor.person_id != row.learner_id:
        return False
    hosts = actor.may_at(HOST, row.ecosystem_id, row.host_id)
    return hosts or actor.may(ARRANGE, row.ecosystem_id)


def parts_among(actor: Actor, rows: Collection[Placement]) -> Mapping[Placement, frozenset[Part]]:
    """The same for several. At most a query."""
    asks = any(row.learner_id != actor.person_id for row in rows)
    wards = wards_of(actor) if asks else frozenset()
    return {row: _parts(actor, row, wards) for row in rows}


def _parts(actor: Actor, row: Placement, wards: frozenset[tuple[int, int]]) -> frozenset[Part]:
    found: set[Part] = set()
    if actor.may(ARRANGE, row.ecosystem_id):
        found.add("convener")
    if actor.may_at(ARRANGE, row.ecosystem_id, row.site_id):
        found.add("school")
    if actor.person_id is not None and actor.person_id == row.learner_id:
        found.add("learner")  # and never the host: nobody vouches for themselves
    elif actor.may_at(HOST, row.ecosystem_id, row.host_id) or (
        actor.person_id is not None and actor.person_id == row.supervisor_id
    ):
        found.add("host")
    if "learner" not in found and (row.ecosystem_id, row.learner_id) in wards:
        found.add("guardian")
    return frozenset(found)
