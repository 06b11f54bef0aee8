"""What a blueprint says of families: the words in which they are told, their rule, and contacts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.blueprints import Invented, Language, Section, once
from hedgerow.foundation.permissions import Actor

from . import rules
from .actions import choose_rule, edit_template

Subject = Annotated[str, Field(min_length=1, max_length=150)]
Body = Annotated[str, Field(min_length=1, max_length=2500)]


class MessagePattern(Section):
    """A message to families with its blanks, in the same languages throughout; ``asks`` for an answer."""

    key: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", max_length=60)]
    subject: Annotated[dict[Language, Subject], Field(min_length=1)]
    body: Annotated[dict[Language, Body], Field(min_length=1)]
    asks: bool = False

    @property
    def texts(self) -> Mapping[str, tuple[str, str]]:
        return {code: (said, self.body[code]) for code, said in self.subject.items()}

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.subject.keys() != self.body.keys():
            raise ValueError("subject and body in the same languages")
        known = {*rules.GIVEN, *rules.ASKED}
        if unknown := sorted({*rules.blanks(self.texts)} - known):
            raise ValueError(f"blanks of {', '.join(sorted(known))}; not {', '.join(unknown)}")
        if differing := rules.differing(self.texts):
            raise ValueError(f"the same blanks in every language; not in {', '.join(differing)}")
        return self


class FamilyWays(Section):
    """In which words families are told, where they are not the usual; and whether guardians see on
    from the age of own consent (``see``) or only if the learner says so (``not``)."""

    until_said: Literal["see", "not"] = "see"
    templates: tuple[MessagePattern, ...] = ()

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        once("keys in templates", [one.key for one in self.templates])
        return self


def plant_ways(ecosystem: Ecosystem, ways: FamilyWays, *, by: Actor, at: datetime) -> None:
    """Put these messages into words, and let the rule hold where it is not the usual one."""
    for one in ways.templates:
        edit_template(ecosystem, one.key, one.texts, one.asks, by=by, at=at)
    if ways.until_said != "see":
        choose_rule(ecosystem, ways.until_said, by=by, at=at)


class ContactPattern(Invented):
    """Something about which a family is called, visited, written to or met."""

    topic: Annotated[str, Field(min_length=1, max_length=120)]
    tone: Literal["positive", "neutral", "concern"] = "positive"
    kind: Literal["call", "visit", "message", "meeting"] = "call"
    note: Annotated[str, Field(max_length=1000)] = ""
