"""For newcomers: a spreadsheet to fill in and a ready mapping for each target."""

import csv
import io
import json

from django.conf import settings
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Field, Target

from .catalogue import TARGETS

MARK = "#"
ASIDE = frozenset(("guardians", "families", "observations"))


def ready_mapping(target: Target) -> str:
    """The mapping, as TOML, that reads the template of a target."""
    first = target.fields[0].name
    reason = _("lines that begin with #")
    lines = [
        f"# Reads the template of {target.name}: each column fills the field of its name.",
        f"target = {json.dumps(target.name)}",
        "",
        "[[exclude]]",
        f"column = {json.dumps(first)}",
        f"equals = [{', '.join(_text(one) for one in _explanations(target))}]",
        'reason = ""',
        "",
        "[[exclude]]",
        f"column = {json.dumps(first)}",
        f'matches = "{MARK}(?s:.*)"',
        f"reason = {_text(reason)}",
        "",
        "[[rows]]",
        f"label = {_text(str(target.title))}",
        "[rows.fields]",
    ]
    needed = target.needed({one.name for one in target.fields})
    lines += [f"{one.name} = {_source(one.name, one.name in needed)}" for one in target.fields]
    return "\n".join(lines) + "\n"


def _explanations(target: Target) -> list[str]:
    """How the template's explaining line begins, in each language it may have been fetched in."""
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.append(template_rows(target)[1][0].strip())
    return sorted(set(found))


def _source(name: str, needed: bool) -> str:
    optional = "" if needed else ", optional = true"
    return f"{{ column = {json.dumps(name)}{optional} }}"


def _text(words: str) -> str:
    """The words as a string of TOML."""
    return json.dumps(words, ensure_ascii=False)


def template_rows(target: Target) -> list[list[str]]:
    """Headings, and the row that explains them; its mark makes the ready mapping pass it over."""
    explained = [_explained(one) for one in target.fields]
    return [[one.name for one in target.fields], [f"{MARK} {explained[0]}", *explained[1:]]]


def _explained(one: Field) -> str:
    must = "*" if one.required else ""
    choices = f" ({', '.join(one.choices)})" if one.choices else ""
    example = f" – {one.example}" if one.example else ""
    return f"{one.meaning}{must}{choices}{example}"


def template_csv(target: Target) -> bytes:
    """The template as CSV, which spreadsheet programs open in their own way."""
    text = io.StringIO()
    csv.writer(text).writerows(template_rows(target))
    return text.getvalue().encode("utf-8-sig")


def template_xlsx(target: Target) -> bytes:
    """The template as a workbook whose cells are all text, so that codes keep their zeros."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(target.name)
    sheet.sheet_view.rightToLeft = get_language_bidi()
    for row in template_rows(target):
        sheet.append(row)
    for at, cell in enumerate(sheet[1], 1):
        cell.font = Font(bold=True)
        sheet.cell(2, at).font = Font(italic=True, color="6B5344")
        sheet.cell(2, at).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(at)].width = 24
        for line in range(2, 202):
            sheet.cell(line, at).number_format = "@"
    sheet.freeze_panes = "A3"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def step_after(name: str) -> Target | None:
    """What a newcomer brings in after a target; guardians and observations are no step."""
    names = [*TARGETS]
    later = names[names.index(name) + 1 :] if name in TARGETS and name != "observations" else []
    return next((TARGETS[one] for one in later if one not in ASIDE), None)


def ready_choices() -> list[tuple[str, str]]:
    """Ready mappings for a form: value and title."""
    return [(f"ready:{name}", str(target.title)) for name, target in TARGETS.items()]
