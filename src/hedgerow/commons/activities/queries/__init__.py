"""Activities, registers and what waits, as pages show them."""

from .kinds import kinds_of
from .lists import places, sessions
from .offers import ActivityPage, activities, activity_page, activity_row
from .registers import (
    Line,
    Named,
    RegisterPage,
    found_by_name,
    person_row,
    register_page,
    session_row,
    short_names,
)
from .waiting import Taken, taken_part, waiting_for

__all__ = [
    "ActivityPage",
    "Line",
    "Named",
    "RegisterPage",
    "Taken",
    "activities",
    "activity_page",
    "activity_row",
    "found_by_name",
    "kinds_of",
    "person_row",
    "places",
    "register_page",
    "session_row",
    "sessions",
    "short_names",
    "taken_part",
    "waiting_for",
]
