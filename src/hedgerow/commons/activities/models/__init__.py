"""Kinds, activities, sessions, enrolments, attendance, and calendars of one's own."""

from .activities import (
    Activity,
    ActivityQuerySet,
    Attendance,
    Delivery,
    Enrolment,
    Kind,
    Session,
    SessionQuerySet,
)
from .calendars import CalendarFeed

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "Attendance",
    "CalendarFeed",
    "Delivery",
    "Enrolment",
    "Kind",
    "Session",
    "SessionQuerySet",
]
