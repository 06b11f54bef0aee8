"""What the API sends about who changes class."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema

from .showing import Mover


class MovingOut(Schema):
    """A learner who changes from one class into another of the kind at the school; `last` is the last day in the old one."""

    line: int
    person: UUID
    name: str
    old: str
    new: str
    last: date


def moving(one: Mover) -> dict[str, Any]:
    """One of them as the API sends it."""
    return {**asdict(one), "person": one.uuid}
