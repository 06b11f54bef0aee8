"""Chosen columns become a mapping in TOML, which is also what is downloaded."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Target

from ..making import CODE, identity
from ..reading import Sheet
from . import contents, lookups
from .folded import plain
from .joining import order_of
from .layout import family_first, names_people
from .totals import totals


def signature(columns: Sequence[str]) -> str:
    """The set of headings, whatever their order, in a few signs."""
    said = json.dumps(sorted({plain(one) for one in columns if one}))
    return hashlib.sha256(said.encode()).hexdigest()


def mapping_text(
    target: Target,
    sheet: Sheet,
    chosen: Mapping[str, str],
    constants: Mapping[str, str],
    *,
    month_first: bool,
    turned: bool = False,
    makes_codes: bool = False,
    title: str = "",
) -> str:
    """The mapping: ``chosen`` maps columns to fields, ``constants`` fields to a text for all rows.

    Several columns of one field are joined, first names first. With ``turned`` a name such as
    “Bloom, Ada” becomes “Ada Bloom”, with ``makes_codes`` rows without a code get one that is made.
    """
    lines = [f"title = {_text(title)}"] if title else []
    lines += [f"heading = {sheet.heading}"] if sheet.heading > 1 else []
    lines += [f"target = {_text(target.name)}", *_across(sheet), *_left_out(sheet), "", "[[rows]]",
              f"label = {_text(target.name)}", "[rows.fields]"]  # fmt: skip
    filled = {*filter(None, chosen.values()), *(name for name, text in constants.items() if text)}
    of = identity(target, filled) if makes_codes and target.coded else ()
    for field in target.fields:
        columns = [name for name in sheet.columns if name and chosen.get(name) == field.name]
        columns.sort(key=order_of)
        if len(columns) > 1:
            joined = ", ".join(f"{{ column = {_text(name)} }}" for name in columns)
            lines.append(f'{field.name} = {{ join = [{joined}], separator = " " }}')
        elif columns:
            turn = turned and names_people(target, field.name)
            said = _column(field.name, field.kind, columns[0], sheet, month_first, turn)
            if of and field.name == CODE:
                said = f"{{ {_made(of)}, {said.removeprefix('{ ')}"
            lines.append(f"{field.name} = {said}")
        elif of and field.name == CODE:
            lines.append(f"{field.name} = {{ {_made(of)} }}")
        elif constants.get(field.name):
            said = lookups.meant(field.name, constants[field.name])
            lines.append(f"{field.name} = {{ constant = {_text(said)} }}")
    return "\n".join(lines) + "\n"


def _made(of: Sequence[str]) -> str:
    """That a code is made, and of which fields."""
    return f"made_of = [{', '.join(map(_text, of))}]"


def _across(sheet: Sheet) -> list[str]:
    """That there is a column for each day."""
    if sheet.across is None:
        return []
    return [
        "",
        "[across]",
        f"heading = {_text(sheet.across.heading)}",
        f"cell = {_text(sheet.across.cell)}",
    ]


def _left_out(sheet: Sheet) -> list[str]:
    """Lines at the end that sum the others up are counted and left out."""
    found, reason = [], _("a total, no row of its own")
    for column, texts in totals(sheet).items():
        listed = ", ".join(map(_text, texts))
        found += ["", "[[exclude]]", f"column = {_text(column)}", f"equals = [{listed}]",
                  f"reason = {_text(reason)}"]  # fmt: skip
    return found


def _column(field: str, kind: str, column: str, sheet: Sheet, month_first: bool, turn: bool) -> str:
    place = sheet.places[column]
    every = [row[place].strip() for _line, row in sheet.rows]
    values = [one for one in every if one]
    parts = [f"column = {_text(column)}"]
    if kind == "date" and (form := contents.day_format(values, month_first=month_first)):
        parts.append(f"format = {_text(form)}")
    if table := lookups.looked_up(field, values):
        said = ", ".join(f"{_text(one)} = {_text(ours)}" for one, ours in table.items())
        said += ', "" = ""' if "" in every else ""
        parts.append(f"values = {{ {said} }}")
    if turn and family_first(values):
        parts.append("turned = true")
    return f"{{ {', '.join(parts)} }}"


def _text(words: str) -> str:
    """The words as a string of TOML."""
    return json.dumps(words, ensure_ascii=False)
