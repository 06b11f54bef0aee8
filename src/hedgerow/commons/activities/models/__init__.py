"""Kinds, activities, sessions, notes of them, enrolments, attendance, and calendars of one's own."""

from .activities import Activity, ActivityQuerySet, Delivery, Enrolment, Kind
from .calendars import CalendarFeed
from .notes import Note
from .schedule import Room, Series
from .sessions import Absence, Attendance, Session, SessionQuerySet

__all__ = [
    "Absence",
    "Activity",
    "ActivityQuerySet",
    "Attendance",
    "CalendarFeed",
    "Delivery",
    "Enrolment",
    "Kind",
    "Note",
    "Room",
    "Series",
    "Session",
    "SessionQuerySet",
]
