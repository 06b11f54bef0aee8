"""Acts on activities; each module holds those of one moment in an activity's life."""

from .absences import report_absence, withdraw_absence
from .cancelling import cancel_series, undo_cancellations
from .changing import change_series, change_session
from .confirming import confirm_sessions
from .correcting import correct_starts
from .editing import edit_activity, offer_activity
from .enrolling import enrol_many
from .feeds import make_feed, withdraw_feed
from .keeping import keep_hours
from .marking import mark_many
from .moving import move_session
from .noting import note_session, remove_note
from .offering import save_activities, save_kinds
from .places import end_place, enrol, enrol_group, resume_place, walk_in
from .planning import cancel_sessions, plan_sessions
from .register import mark_session
from .rooms import add_room, edit_room
from .sampling import sample_attendance
from .series import plan_by_rule, plan_series
from .sessions import cancel_session, plan_session, substitute, undo_cancellation
from .taking_back import give_back_place, take_back_place
from .unchanging import undo_series
from .undoing import clear_register, last_marking, undo_marks
from .usual import add_usual_kinds

__all__ = [
    "add_room",
    "add_usual_kinds",
    "cancel_series",
    "cancel_session",
    "cancel_sessions",
    "change_series",
    "change_session",
    "clear_register",
    "confirm_sessions",
    "correct_starts",
    "edit_activity",
    "edit_room",
    "end_place",
    "enrol",
    "enrol_group",
    "enrol_many",
    "give_back_place",
    "keep_hours",
    "last_marking",
    "make_feed",
    "mark_many",
    "mark_session",
    "move_session",
    "note_session",
    "offer_activity",
    "plan_by_rule",
    "plan_series",
    "plan_session",
    "plan_sessions",
    "remove_note",
    "report_absence",
    "resume_place",
    "sample_attendance",
    "save_activities",
    "save_kinds",
    "substitute",
    "take_back_place",
    "undo_cancellation",
    "undo_cancellations",
    "undo_marks",
    "undo_series",
    "walk_in",
    "withdraw_absence",
    "withdraw_feed",
]
