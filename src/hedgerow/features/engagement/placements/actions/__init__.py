"""Acts on placements; each module holds those of one moment."""

from .arranging import arrange_placement, close_placement, request_placement
from .asking import answer_for_host
from .deciding import confirm_hours, correct_hours, dispute_hours
from .evaluating import evaluate_placement
from .hours import change_hours, log_hours, remove_hours
from .kinds import save_placement_kind
from .reading import read_answer
from .refusing import refuse_step
from .running import end_placement, start_placement
from .steps import complete_step, reopen_step, waive_step
from .usual import add_usual_placement_kinds

__all__ = [
    "add_usual_placement_kinds",
    "answer_for_host",
    "arrange_placement",
    "change_hours",
    "close_placement",
    "complete_step",
    "confirm_hours",
    "correct_hours",
    "dispute_hours",
    "end_placement",
    "evaluate_placement",
    "log_hours",
    "read_answer",
    "refuse_step",
    "remove_hours",
    "reopen_step",
    "request_placement",
    "save_placement_kind",
    "start_placement",
    "waive_step",
]
