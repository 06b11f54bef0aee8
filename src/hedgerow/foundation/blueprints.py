"""What the sections of a blueprint file have in common; each app's ``planting.py`` declares its own."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

UNTITLED = "title not recorded"

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
Words = Annotated[str, Field(min_length=1, max_length=300)]
Count = Annotated[int, Field(ge=0)]


class Section(BaseModel):
    """A part of a blueprint; a key nobody knows is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Invented(Section):
    """A section whose content may be made up for show, and then says so."""

    simulated: bool = False


def once(what: str, values: Iterable[str]) -> None:
    """Raise ValueError naming the values that stand there twice."""
    twice = sorted(value for value, times in Counter(values).items() if times > 1)
    if twice:
        raise ValueError(f"{what} that differ; twice: {', '.join(twice)}")
