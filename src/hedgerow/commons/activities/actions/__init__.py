"""Acts on activities; each module holds those of one moment in an activity's life."""

from .confirming import confirm_sessions
from .correcting import correct_starts
from .editing import edit_activity, offer_activity
from .enrolling import enrol_many
from .feeds import make_feed, withdraw_feed
from .marking import mark_many
from .moving import move_session
from .offering import save_activities, save_kinds
from .places import end_place, enrol, enrol_group, resume_place, walk_in
from .planning import cancel_sessions, plan_sessions
from .register import mark_session
from .sessions import cancel_session, plan_series, plan_session, substitute, undo_cancellation
from .taking_back import give_back_place, take_back_place
from .undoing import clear_register, last_marking, undo_marks

__all__ = [
    "cancel_session",
    "cancel_sessions",
    "clear_register",
    "confirm_sessions",
    "correct_starts",
    "edit_activity",
    "end_place",
    "enrol",
    "enrol_group",
    "enrol_many",
    "give_back_place",
    "last_marking",
    "make_feed",
    "mark_many",
    "mark_session",
    "move_session",
    "offer_activity",
    "plan_series",
    "plan_session",
    "plan_sessions",
    "resume_place",
    "save_activities",
    "save_kinds",
    "substitute",
    "take_back_place",
    "undo_cancellation",
    "undo_marks",
    "walk_in",
    "withdraw_feed",
]
