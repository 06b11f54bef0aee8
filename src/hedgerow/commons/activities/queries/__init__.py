"""Activities, registers and what waits, as pages show them."""

from .absences import Excuse, absences_of, away_at, excuses_on
from .around import Around, Recorded, marks_of, recorded
from .calendar import Entry, calendar_of, public_calendar
from .clashes import Clash, clashes, coming_in, crowded
from .feeds import FeedPage, feed_by_hash, feed_of, hash_of, secret_of
from .kinds import kinds_of, usual_lacking
from .lines import Line, Said
from .lists import places, sessions
from .names import Named, found_by_name, learners_of, person_row, short_names
from .notes import NoteLine, note_row, notes_of
from .offers import ActivityPage, activities, activity_page, activity_row, own_of
from .quality import Lateness, Minimums, lateness, minimums
from .registers import RegisterPage, on_register, register_page, session_row
from .rooms import organisations_with_rooms, room_row, rooms_of, rooms_to_choose
from .series import SeriesRow, series_of
from .sheets import Sheet, sheet_of
from .unconfirmed import unconfirmed
from .untaken import untaken
from .waiting import Taken, taken_part, waiting_for

__all__ = [
    "ActivityPage",
    "Around",
    "Clash",
    "Entry",
    "Excuse",
    "FeedPage",
    "Lateness",
    "Line",
    "Minimums",
    "Named",
    "NoteLine",
    "Recorded",
    "RegisterPage",
    "Said",
    "SeriesRow",
    "Sheet",
    "Taken",
    "absences_of",
    "activities",
    "activity_page",
    "activity_row",
    "away_at",
    "calendar_of",
    "clashes",
    "coming_in",
    "crowded",
    "excuses_on",
    "feed_by_hash",
    "feed_of",
    "found_by_name",
    "hash_of",
    "kinds_of",
    "lateness",
    "learners_of",
    "marks_of",
    "minimums",
    "note_row",
    "notes_of",
    "on_register",
    "organisations_with_rooms",
    "own_of",
    "person_row",
    "places",
    "public_calendar",
    "recorded",
    "register_page",
    "room_row",
    "rooms_of",
    "rooms_to_choose",
    "secret_of",
    "series_of",
    "session_row",
    "sessions",
    "sheet_of",
    "short_names",
    "taken_part",
    "unconfirmed",
    "untaken",
    "usual_lacking",
    "waiting_for",
]
