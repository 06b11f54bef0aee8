"""Shapes that many operations send or take."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict

Words = Annotated[str, BeforeValidator(str)]
"""A text that is translated when it is sent."""


class Strict(Schema):
    """Something sent in: a field that is not known is a mistake, not to be passed over."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Named(Schema):
    """A row that another row points at."""

    uuid: UUID
    name: str


class OutcomeOut(Schema):
    """How many rows of a set were new, changed, and already as given."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
