"""The kinds of opportunity that most ecosystems have, for one that begins with none."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from .models.kinds import Audience

USUAL: Final[Mapping[str, Mapping[str, Any]]] = {
    "course": {"name": _("Course"), "audience": Audience.MEMBERS, "guardian_agrees": True},
    "club": {"name": _("Club")},
    "tutoring": {"name": _("Tutoring")},
    "laboratory": {"name": _("Place in a laboratory")},
    "event": {"name": _("Event"), "audience": Audience.MEMBERS, "one_press": True},
    "meet-up": {"name": _("Meet-up"), "audience": Audience.MEMBERS, "one_press": True},
    "guest-talk": {"name": _("Guest talk"), "one_press": True, "guardian_agrees": False},
    "field-trip": {"name": _("Field trip")},
    "job-shadowing": {"name": _("Job shadowing")},
    "internship": {"name": _("Internship")},
    "challenge": {"name": _("Challenge with judges"), "judged": True},
    "mentoring": {"name": _("Mentoring")},
    "service": {"name": _("Service to others")},
    "local": {"name": _("Local opportunity"), "audience": Audience.MEMBERS},
    "sector-briefing": {
        "name": _("Sector briefing for teachers"), "audience": Audience.TEACHERS, "one_press": True,
        "guardian_agrees": False,
    },
    "professional-development": {
        "name": _("Professional development"), "audience": Audience.TEACHERS, "guardian_agrees": False,
    },
}  # fmt: skip
"""Key → name, and how one joins unless an opportunity says otherwise."""
