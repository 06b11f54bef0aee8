"""What a blueprint says of rooms and notes in the calendar of a simulated history."""

from typing import Annotated

from pydantic import Field

from hedgerow.foundation.blueprints import Section, Words

Room = Annotated[str, Field(min_length=1, max_length=120)]


class Calendar(Section):
    """Names of rooms, of which each site has one in turn, and what leaders note of sessions.

    Both are in the ecosystem's first language. In its room an activity of each site meets by a rule,
    as long as it runs; without rooms nothing recurs, without notes nothing is noted.
    """

    rooms: tuple[Room, ...] = ()
    notes: tuple[Words, ...] = ()
