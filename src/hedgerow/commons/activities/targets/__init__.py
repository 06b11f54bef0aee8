"""Activities, enrolments and past attendance from a spreadsheet."""

from .attendance import ATTENDANCE
from .enrolling import ENROLMENTS
from .offering import ACTIVITIES

__all__ = ["ACTIVITIES", "ATTENDANCE", "ENROLMENTS", "TARGETS"]

TARGETS = (ACTIVITIES, ENROLMENTS, ATTENDANCE)
