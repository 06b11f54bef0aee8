"""What the page of columns shows, and the API tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Field, Target, Text

from ..catalogue import TARGETS
from ..cells import turned as turned_name
from ..making import CODE
from ..models import Import
from ..noting import SHEETS
from ..wording import name_of
from . import contents
from .flow import CHOOSABLE
from .proposing import Guess, Proposal

ALWAYS = ("role", "kind", "unit", "group_name", "activity_title", "time", "session_minutes")
"""Fields that one text for all rows often fills."""


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    title: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One column with the fields to choose from."""

    number: int
    guess: Guess
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """A field that one text may fill for all rows; ``wrong`` is what is wrong with it."""

    name: str
    title: Text
    meaning: Text
    value: str
    required: bool
    is_day: bool
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Making:
    """Whether codes are made, of which fields, and what is wrong with that."""

    chosen: bool
    best: tuple[Text, ...]
    else_of: tuple[Text, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    uuid: UUID
    slug: str
    file: str
    sheets: tuple[str, ...]
    targets: tuple[Option, ...]
    target: str
    columns: tuple[Asked, ...]
    constants: tuple[Constant, ...]
    month_first: bool
    heading: int
    name: str
    becomes: str
    turned: bool
    making: Making | None
    wrong: tuple[str, ...]
    may_choose: bool


def page_of(
    row: Import,
    slug: str,
    proposal: Proposal,
    *,
    month_first: bool,
    turned: bool = False,
    makes_codes: bool = False,
    wrong: Mapping[str, Sequence[str]] | None = None,
) -> Page:
    """A proposal as the page asks about it."""
    said = wrong or {}
    target = TARGETS[proposal.target]
    return Page(
        uuid=row.uuid,
        slug=slug,
        file=row.file_name,
        sheets=tuple(row.preview.get(SHEETS, ())),
        targets=tuple(Option(k, one.title, k == target.name) for k, one in TARGETS.items()),
        target=target.name,
        columns=tuple(
            Asked(at, guess, _options(target.name, guess.field))
            for at, guess in enumerate(proposal.guesses)
        ),
        constants=_constants(target, proposal, said),
        month_first=month_first,
        heading=proposal.heading,
        name=proposal.turned,
        becomes=turned_name(proposal.turned),
        turned=turned,
        making=_making(target, makes_codes, said.get(CODE, ())),
        wrong=tuple(
            f"{name_of(name)}: {text}" for name, texts in said.items() for text in texts
        ),
        may_choose=row.state in CHOOSABLE and bool(row.stored),
    )  # fmt: skip


def _making(target: Target, chosen: bool, wrong: Sequence[str]) -> Making | None:
    """What is said of made codes; None of a target whose rows have none of their own."""
    if target.coded is None:
        return None
    best, last = (tuple(map(name_of, target.made_of[at])) for at in (0, -1))
    return Making(chosen, best, last if last != best else (), tuple(wrong))


def _constants(
    target: Target, proposal: Proposal, said: Mapping[str, Sequence[str]]
) -> tuple[Constant, ...]:
    """Fields that no column fills and one text may; those of which something is wrong all the same."""
    taken = {one.field for one in proposal.guesses if one.field}
    always = {*ALWAYS, *(name for name, text in proposal.constants.items() if text)}
    offered = [one for one in target.fields if one.name in target.needed(taken) | always]
    return tuple(
        Constant(
            one.name, name_of(one.name), one.meaning, proposal.constants.get(one.name, ""),
            one.required, _picks_day(one, proposal), tuple(said.get(one.name, ())),
        )
        for one in offered
        if (one.name not in taken or one.name in said) and not (one.name == CODE and target.coded)
    )  # fmt: skip


def _picks_day(field: Field, proposal: Proposal) -> bool:
    """Whether it is a day that is picked, and not written in a way of one's own."""
    said = proposal.constants.get(field.name, "")
    return field.kind == "date" and (not said or contents.ISO.fullmatch(said) is not None)


def _options(target: str, chosen: str) -> tuple[Option, ...]:
    """Nothing, then every field of the target; those that must be filled say so."""
    nothing = Option("", _("leave it out"), chosen == "")
    fields = (
        Option(one.name, f"{name_of(one.name)}{' *' if one.required else ''}", one.name == chosen)
        for one in TARGETS[target].fields
    )
    return (nothing, *fields)
