"""Acts of notices: tell, prefer, unsubscribe, and what jobs do with letters."""

from .preferring import choose_hours, choose_paces, read_notices, unsubscribe
from .telling import Said, tell, tell_many

__all__ = [
    "Said",
    "choose_hours",
    "choose_paces",
    "read_notices",
    "tell",
    "tell_many",
    "unsubscribe",
]
