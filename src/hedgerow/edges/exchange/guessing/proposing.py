"""A proposal for an unknown sheet: its target, and for each column a field with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Target

from ..catalogue import TARGETS
from ..making import CODE, makes_codes
from ..reading import Sheet
from . import classlists, contents, registering
from .by_content import by_content
from .by_heading import by_heading, kind_of_all
from .classlists import lists_classes
from .families import is_others, relations
from .joining import may_join
from .layout import family_first, names_people
from .learners import OF_LEARNERS, of_family, role_of_all, theirs_of
from .refusing import is_refused
from .sections import GROUP, class_numbers, of_number
from .timetable import weight

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """A column: what stands in it, the field that it seems to fill (or none) and why.

    What is ``refused`` is not kept, and fills nothing. ``title`` is the column as the reader calls it.
    """

    column: str
    samples: tuple[str, ...]
    field: str
    reason: str
    refused: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a sheet seems to be."""

    target: str
    guesses: tuple[Guess, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    heading: int = 1
    turned: str = ""
    """One of the names in which the family's stands first, if they are so."""
    makes_codes: bool = False
    """Whether codes are to be made, as no column seems to have them."""
    month_first: bool | None = None
    """How a day of one column tells that all of the sheet are written; None where none does."""


def propose(sheet: Sheet, *, this_year: int, target: str = "") -> Proposal:
    """What the sheet seems to be, or what its columns seem to be for a target that is named."""
    if target in TARGETS:
        return _for(TARGETS[target], sheet, this_year)
    kinds = [
        one
        for one in TARGETS.values()
        if one.name != "families" or any(theirs_of(one, sheet.columns).values())
    ]
    made = [(_for(one, sheet, this_year), one) for one in kinds]
    columns = [name for name in sheet.columns if name]
    values = {name: _values(sheet, name) for name in columns}
    more: dict[str, float] = {}
    more |= {"groups": classlists.WEIGHT} if lists_classes(columns, values, len(sheet.rows)) else {}
    more |= {"attendance": registering.WEIGHT} if sheet.across else {}
    best, _target = max(made, key=lambda pair: _score(*pair) + more.get(pair[1].name, 0))
    return best


def _score(proposal: Proposal, target: Target) -> float:
    """How well a target fits: columns that it knows, less the fields that stay unfilled."""
    fields = {one.field for one in proposal.guesses if one.field}
    if target.name in OF_LEARNERS and "name" not in fields:  # a class alone speaks of nobody
        fields -= {GROUP}
    made = {CODE} if makes_codes(target, fields) else set()
    missing = target.needed(fields) - fields - made
    columns = [one.column for one in proposal.guesses]
    return len(fields) - 0.75 * len(missing) + weight(target, fields, columns)


def _for(target: Target, sheet: Sheet, this_year: int) -> Proposal:
    columns = [name for name in sheet.columns if name]
    values = {name: _values(sheet, name) for name in columns}
    found = _by_headings(target, columns, values)
    taken = {one.field for one in found.values() if one.field}
    theirs = theirs_of(target, columns)
    for name in columns:
        if name not in found:
            means, reason = by_content(target, values[name], taken, this_year, len(sheet.rows))
            if means == "email" and (theirs or is_others(name)):
                means, reason = "", of_family(target, "", name, columns)
            taken |= {means} if means else set()
            found[name] = Guess(name, _shown(values[name]), means, reason)
    constants = _constants(target, taken, columns)
    constants |= kind_of_all(
        target, [one.column for one in found.values() if one.field == "name"], taken
    )
    if target.name == "families":
        constants |= {name: word for name, word in relations(columns) if name not in taken}
    guesses = tuple(_told(found[name], sheet) for name in columns)
    named = (family_first(values[one.column]) for one in guesses if names_people(target, one.field))
    turned = next(filter(None, named), "")
    told = map(contents.month_first_in, values.values())
    month_first = next((one for one in told if one is not None), None)
    makes = makes_codes(target, taken)
    return Proposal(target.name, guesses, constants, sheet.heading, turned, makes, month_first)


def _told(guess: Guess, sheet: Sheet) -> Guess:
    """The guess; of a column of a spread register with where it comes from."""
    reason = registering.reason_for(guess.column, guess.field, sheet)
    title = registering.title_of(guess.column, sheet)
    return replace(guess, reason=reason or guess.reason, title=title)


def _by_headings(
    target: Target, columns: Sequence[str], values: Mapping[str, Sequence[str]]
) -> dict[str, Guess]:
    """The columns whose headings say something that is known; each field is filled once, but a name."""
    found: dict[str, Guess] = {}
    theirs, numbered = theirs_of(target, columns), class_numbers(columns, values)
    for name in columns:
        if is_refused(name):
            found[name] = Guess(name, (), "", _("refused, never stored"), refused=True)
            continue
        if name in theirs:
            means, reason = theirs[name], of_family(target, theirs[name], name, columns)
        elif name in numbered and target.name != "groups":
            means, reason = of_number(target)
        else:
            means, reason = by_heading(target, name, values[name])
        joined = [one for one, guess in found.items() if guess.field == means]
        if reason and (not means or not joined or may_join(means, name, joined)):
            found[name] = Guess(name, _shown(values[name]), means, reason)
    return found


def _shown(values: Sequence[str]) -> tuple[str, ...]:
    """A few that differ."""
    return tuple(dict.fromkeys(values))[:SHOWN]


def _values(sheet: Sheet, column: str) -> list[str]:
    place = sheet.places[column]
    return contents.filled([row[place] for _line, row in sheet.rows[: contents.SAMPLE * 2]])


def _constants(target: Target, taken: set[str], columns: Sequence[str]) -> dict[str, str]:
    """What would have to be said for all rows: required fields that no column fills."""
    needed = target.needed(taken) - taken - ({CODE} if target.coded else set())
    found = {one.name: "" for one in target.fields if one.name in needed}
    return found | role_of_all(target, taken, columns)
