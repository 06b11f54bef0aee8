"""What a blueprint says of mentors and tutors: their terms, and who they are in a simulated history."""

from typing import Literal, Self

from pydantic import model_validator

from hedgerow.foundation.blueprints import Invented, Words, once

from .term_planting import Check, Costs


class Help(Invented):
    """What somebody offers or wishes for; ``items``, named ``framework/code``, are what it is about."""

    about: Words
    kind: Literal["mentoring", "tutoring"] = "mentoring"
    online: bool = False
    items: tuple[Words, ...] = ()


class Mentoring(Invented):
    """The checks that one who helps needs and what a pair costs; then who helps, by their role,
    with offers and wishes in turn, both or neither, and notes."""

    role: Literal["tutor", "educator", "partner"] = "tutor"
    checks: tuple[Check, ...] = ()
    costs: Costs = Costs()
    offers: tuple[Help, ...] = ()
    wishes: tuple[Help, ...] = ()
    notes: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        once("keys in checks", [one.key for one in self.checks])
        if bool(self.offers) != bool(self.wishes):
            raise ValueError("offers and wishes, or neither")
        return self
