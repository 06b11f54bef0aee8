"""What somebody chose for the columns of an unknown spreadsheet, now or before."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.targets import Target

from ..catalogue import TARGETS
from ..making import CODE, made_of
from ..mappings import parse_mapping
from ..models import Import
from ..reading import Sheet
from ..wording import name_of
from .layout import family_first, names_people
from .proposing import Proposal
from .refusing import is_refused

OF_SCHOOL = frozenset({"organisation_code", "organisation_name"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose: a target, columns → fields, fields → a text for all rows.

    ``heading`` is the line that names the columns, 0 if it is to be found out; ``turned`` reads
    “Bloom, Ada” as “Ada Bloom”; ``makes_codes`` makes one for each row that has none.
    """

    target: str
    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    month_first: bool = False
    heading: int = 0
    turned: bool = False
    makes_codes: bool = False


def check_choice(chosen: Chosen, sheet: Sheet) -> None:
    """Raise Invalid unless every required field is filled, and no other than a text by two columns."""
    target = TARGETS.get(chosen.target)
    if target is None:
        raise Invalid({"target": [_("Choose what the rows are.")]})
    wrong: dict[str, list[str]] = {}
    used = [
        name
        for column, name in chosen.columns.items()
        if name and column in sheet.places and not is_refused(column)
    ]
    filled = {*used, *(name for name, text in chosen.constants.items() if text)}
    needed = target.needed(filled) - filled
    for one in target.fields:
        if one.name in needed:
            if one.name != CODE or target.coded is None:
                wrong[one.name] = [_unfilled(target, one.name)]
            elif not chosen.makes_codes:
                wrong[one.name] = [_("Choose a column for it, or have codes made.")]
        elif used.count(one.name) > 1 and one.kind != "text":
            wrong[one.name] = [_("Choose one column only.")]
    wrong |= _without_role(target, filled)
    if wrong:
        raise Invalid(wrong)


def _unfilled(target: Target, name: str) -> str:
    """What is to be done for a field that has to be filled, or that a name may stand for."""
    other = dict(target.instead).get(name)
    if other is None:
        return _("Choose a column for it, or give one text for all rows.")
    said = _("Choose a column for it or for “%(other)s”, or give one text for all rows.")
    return said % {"other": name_of(other)}


def _without_role(target: Target, filled: AbstractSet[str]) -> dict[str, list[str]]:
    """Of people at a school it has to be said what they are there, or every line would be refused."""
    if target.name != "people" or "role" in filled or filled.isdisjoint(OF_SCHOOL):
        return {}
    return {
        "role": [
            _("Choose a column for it, or give one for all rows: the file names a school for each.")
        ]
    }


def with_choice(proposal: Proposal, chosen: Chosen) -> Proposal:
    """The proposal as somebody has changed it, for a form that is shown again."""
    guesses = tuple(
        one if one.refused else replace(one, field=chosen.columns.get(one.column, ""))
        for one in proposal.guesses
    )
    target = TARGETS[proposal.target]
    names = [one.samples for one in guesses if names_people(target, one.field)]
    return replace(
        proposal, guesses=guesses, constants={**proposal.constants, **chosen.constants},
        makes_codes=chosen.makes_codes,
        turned=proposal.turned or next(filter(None, map(family_first, names)), ""),
    )  # fmt: skip


def chosen_before(row: Import) -> Chosen | None:
    """What was chosen for this file already, or for one with the same headings; None for nothing."""
    if not row.mapping or row.target not in TARGETS:
        return None
    mapping = parse_mapping(row.mapping, row.mapping_name)
    sources = mapping.rows[0].fields.items()
    days = [form for _name, one in sources for form in one.format if "M" in form and "D" in form]
    return Chosen(
        mapping.target,
        {cell.column: name for name, one in sources for cell in one.cells},
        {name: one.constant for name, one in sources if one.constant is not None},
        month_first=bool(days) and days[0].index("M") < days[0].index("D"),
        heading=mapping.heading,
        turned=any(one.turned for _name, one in sources),
        makes_codes=bool(made_of(mapping.rows[0])),
    )
