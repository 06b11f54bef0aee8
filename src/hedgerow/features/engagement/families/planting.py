"""What a blueprint says of contacts with families in its simulated history."""

from typing import Annotated, Literal

from pydantic import Field

from hedgerow.foundation.blueprints import Invented


class ContactPattern(Invented):
    """Something about which a family is called, visited, written to or met."""

    topic: Annotated[str, Field(min_length=1, max_length=120)]
    tone: Literal["positive", "neutral", "concern"] = "positive"
    kind: Literal["call", "visit", "message", "meeting"] = "call"
    note: Annotated[str, Field(max_length=1000)] = ""
