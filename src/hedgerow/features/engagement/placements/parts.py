"""Which part somebody has in a placement."""

from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.permissions import Actor

from .models import Placement
from .permissions import ARRANGE, HOST
from .rules import Part


def parts_of(actor: Actor, row: Placement) -> frozenset[Part]:
    """Every part the actor has in it: learner, guardian, school, host, convener. At most a query."""
    found: set[Part] = set()
    if actor.may(ARRANGE, row.ecosystem_id):
        found.add("convener")
    if actor.may_at(ARRANGE, row.ecosystem_id, row.site_id):
        found.add("school")
    hosts = actor.may_at(HOST, row.ecosystem_id, row.host_id)
    if hosts or (actor.person_id is not None and actor.person_id == row.supervisor_id):
        found.add("host")
    if actor.person_id is not None and actor.person_id == row.learner_id:
        found.add("learner")
    elif actor.person_id is not None and _answers_for(actor.person_id, row):
        found.add("guardian")
    return frozenset(found)


def _answers_for(person: int, row: Placement) -> bool:
    ties = Guardian.objects.filter(guardian=person, learner=row.learner_id, barred=False)
    return ties.filter(ecosystem=row.ecosystem_id, ends__isnull=True).exists()
