"""Acting on the activity as which an opportunity runs, with what the opportunity lets be done.

Who signs up holds no permission to enrol: the opportunity that is open to them does. Each act here
first asks the opportunity's own rules, and then does its work in the activity by this authority.
"""

from dataclasses import replace
from typing import Protocol

from hedgerow.commons.activities.permissions import (
    EDIT_ACTIVITIES,
    ENROL,
    MARK_ATTENDANCE,
    VIEW_ACTIVITIES,
)
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.foundation.permissions import Actor

NEEDED = frozenset({VIEW_ECOSYSTEM, VIEW_ACTIVITIES, EDIT_ACTIVITIES, ENROL, MARK_ATTENDANCE})
SYSTEM = Actor.the_steward(via="job")
"""Passes on places that nobody took."""


class OfEcosystem(Protocol):
    """An opportunity, a place in it, or what gives places."""

    @property
    def ecosystem_id(self) -> int: ...


def through(row: OfEcosystem, by: Actor) -> Actor:
    """The same actor, who may keep activities of this row's ecosystem."""
    held = by.grants.get(row.ecosystem_id, frozenset())
    return replace(by, grants={**by.grants, row.ecosystem_id: held | NEEDED})
