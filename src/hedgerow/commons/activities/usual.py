"""What the kinds of activity and of opportunity are called that most ecosystems have."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.usual import Usual

KINDS: Final = Usual(
    {
        "course": _("Course"),
        "club": _("Club"),
        "tutoring": _("Tutoring"),
        "laboratory": _("Place in a laboratory"),
        "event": _("Event"),
        "meet-up": _("Meet-up"),
        "guest-talk": _("Guest talk"),
        "field-trip": _("Field trip"),
        "job-shadowing": _("Job shadowing"),
        "internship": _("Internship"),
        "challenge": _("Challenge with judges"),
        "mentoring": _("Mentoring"),
        "service": _("Service to others"),
        "local": _("Local opportunity"),
        "sector-briefing": _("Sector briefing for teachers"),
        "professional-development": _("Professional development"),
    }
)
ACTIVITIES: Final = (
    "tutoring", "club", "course", "laboratory", "event", "field-trip", "mentoring", "internship",
    "service", "professional-development",
)  # fmt: skip
"""Keys of the kinds of activity with which an ecosystem begins that has none."""
