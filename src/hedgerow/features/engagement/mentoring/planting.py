"""What a blueprint says of mentors and tutors in its simulated history."""

from typing import Annotated, Literal

from pydantic import Field

from hedgerow.commons.ecosystems.told_planting import Named
from hedgerow.foundation.blueprints import Invented, Words


class Help(Invented):
    """What somebody offers or wishes for; ``items``, named ``framework/code``, are what it is about."""

    about: Words
    kind: Literal["mentoring", "tutoring"] = "mentoring"
    online: bool = False
    items: tuple[Words, ...] = ()


Some = Annotated[tuple[Help, ...], Field(min_length=1)]


class Mentoring(Invented):
    """Who helps, by their role; the check they need; offers and wishes in turn, and notes."""

    role: Literal["tutor", "educator", "partner"] = "tutor"
    check: Named | None = None
    offers: Some
    wishes: Some
    notes: tuple[Words, ...] = ()
