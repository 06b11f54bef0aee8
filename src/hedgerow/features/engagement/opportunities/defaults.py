"""The kinds of opportunity that most ecosystems have, for one that begins with none."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.utils.functional import Promise

from hedgerow.commons.activities.usual import KINDS

from .models.kinds import Audience

USUAL: Final[Mapping[str, Mapping[str, Any]]] = {
    "course": {"guardian_agrees": True},
    "club": {},
    "tutoring": {},
    "laboratory": {},
    "event": {"audience": Audience.MEMBERS, "one_press": True},
    "meet-up": {"audience": Audience.MEMBERS, "one_press": True},
    "guest-talk": {"one_press": True, "guardian_agrees": False},
    "field-trip": {},
    "job-shadowing": {},
    "internship": {"in_sessions": False},
    "challenge": {"judged": True, "in_sessions": False},
    "mentoring": {"in_sessions": False},
    "service": {},
    "local": {"audience": Audience.MEMBERS, "in_sessions": False},
    "sector-briefing": {
        "audience": Audience.TEACHERS, "one_press": True,
        "guardian_agrees": False,
    },
    "professional-development": {
        "audience": Audience.TEACHERS, "guardian_agrees": False,
    },
}  # fmt: skip
"""Key → how one joins unless an opportunity says otherwise; their names are those of ``KINDS``."""
OF_FAMILIES: Final = ("guest-talk", "job-shadowing", "field-trip")
"""What families offer most often."""


def lacking_of_families(keys: Collection[str]) -> list[str | Promise]:
    """What families offer most often and is none of these kinds."""
    return [KINDS.names[key] for key in OF_FAMILIES if key not in keys]
