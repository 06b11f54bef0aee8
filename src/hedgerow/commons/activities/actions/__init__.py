"""Acts on activities; each module holds those of one moment in an activity's life."""

from .confirming import confirm_sessions
from .enrolling import enrol_many
from .marking import mark_many
from .offering import save_activities, save_kinds
from .planning import cancel_sessions, plan_sessions

__all__ = [
    "cancel_sessions",
    "confirm_sessions",
    "enrol_many",
    "mark_many",
    "plan_sessions",
    "save_activities",
    "save_kinds",
]
