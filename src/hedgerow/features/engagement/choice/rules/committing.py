"""A seed that is promised before anybody chooses, and shown when the draw is over. Pure."""

from hashlib import sha256
from uuid import UUID

TICKET = 12


def commitment_of(seed: str) -> str:
    """The hexadecimal SHA-256 of the seed: it binds whoever publishes it and gives nothing away."""
    return sha256(seed.encode()).hexdigest()


def ticket_of(round_id: UUID, learner: UUID) -> str:
    """The id under which a learner draws: the first 12 digits of ``SHA-256("round:learner")``.

    Both ids are older than the list, so nobody can choose a ticket; it names nobody outside.
    """
    return sha256(f"{round_id}:{learner}".encode()).hexdigest()[:TICKET]
