"""Cells of a row → text → typed values; built once a file, asked for every row."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Field, Value
from hedgerow.foundation.texts import plain, straight
from hedgerow.foundation.ui.formulas import unguarded

from .dates import read_date, read_time, with_western_digits
from .guessing.lookups import whole_word
from .languages import language_code
from .mappings import Cell, Condition, Source

Row = Sequence[str]
Read = Callable[[Row], str]

SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")
NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
QUOTED_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
COMMA = re.compile("[,،]")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?![0-9])")
SHEET_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
NO_VALUE = "#FORMULA"
YES, NO = {"yes", "true", "1", "x", "y"}, {"no", "false", "0", "", "n"}
HUGE, STEP = Decimal(10) ** 14, Decimal("0.000001")
TEXTS = ("text", "email", "web", "language")
COUNTED = ("date", "time", "whole", "number")
"""Kinds of which an empty cell is an empty text."""
web = URLValidator(schemes=("http", "https"))


class Unfit(ValueError):  # noqa: N818 - what it says of the cell
    """A cell that cannot become what was expected; the text says what that is."""

    def __init__(self, expected: str, stood: str = "") -> None:
        super().__init__(expected)
        self.stood = stood


def cell_reader(
    cell: Cell | Condition, columns: Mapping[str, int], *, strict: bool = False
) -> Read:
    """What gives the cell's text; with ``digits``, ``64725.0`` becomes ``0064725`` at 7.

    Signs that our files have before what a spreadsheet would compute, as in ``'+49``, go again.

    ``strict`` raises Unfit for a code that a spreadsheet has rounded or that is too long.
    """
    at, digits, prefix = columns[cell.column], cell.digits, getattr(cell, "prefix", "")

    def read(row: Row) -> str:
        text = straight(unguarded(row[at])).strip()
        if text.startswith("=") and (quoted := QUOTED_FORMULA.fullmatch(text)):
            text = quoted.group(1).strip()
        if digits and text:
            text = _mended(text, digits, strict=strict)
        return prefix + text if text else text

    return read


def _mended(text: str, digits: int, *, strict: bool) -> str:
    whole = re.sub(r"\.0+$", "", text)
    if whole.isascii() and whole.isdigit():
        if strict and len(whole) > digits:
            raise Unfit(_("a code of at most %(digits)s digits") % {"digits": digits}, text)
        return whole.zfill(digits)
    if strict and SCIENTIFIC.fullmatch(text):
        raise Unfit(_("the whole code; a spreadsheet has rounded it"), text)
    return text


def source_reader(source: Source, columns: Mapping[str, int]) -> Read:
    """What gives the text of a field before look-up."""
    if source.constant is not None:
        constant = source.constant
        return lambda row: constant
    cells = [cell for cell in source.cells if cell.column in columns]
    reads = [cell_reader(cell, columns, strict=True) for cell in cells]
    if source.turned and reads:
        return lambda row: turned(reads[0](row))
    if len(reads) == 1:
        return reads[0]
    between = source.separator
    return lambda row: between.join(text for read in reads if (text := read(row)))


def turned(name: str) -> str:
    """“Ada Bloom” of “Bloom, Ada”; a name with no comma, or with several, stays."""
    parts = [one.strip() for one in COMMA.split(name)]
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 and all(parts) else name


def tester(
    condition: Condition, columns: Mapping[str, int], rows: Iterable[Row]
) -> Callable[[Row], bool]:
    """What says whether a row fulfils the condition.

    Patterns are matched for all different texts at once, in time linear in their length: a
    mapping from outside cannot stall the server.
    """
    import polars as pl

    read = cell_reader(condition, columns)
    if condition.equals is not None:
        wanted = set(condition.equals)
    else:
        texts = pl.Series("text", list({read(row) for row in rows}), dtype=pl.String)
        wanted = set(texts.filter(texts.str.contains(f"^(?:{condition.matches})$")))
    return lambda row: read(row) in wanted


def converter(field: Field, source: Source) -> Callable[[str], Value]:
    """What makes a text the field's value; raises Unfit. Equal texts are read once."""
    known: dict[str, Value] = {}

    def convert(text: str) -> Value:
        if text not in known:
            known[text] = _converted(field, source, text)
        return known[text]

    return convert


def _converted(field: Field, source: Source, text: str) -> Value:
    if text in SHEET_ERRORS or text == NO_VALUE:
        raise Unfit(_("a value; the spreadsheet has a fault or an uncalculated formula here"))
    if source.values is not None:
        text = _looked_up(field, source.values, source.otherwise, text)
    try:
        return typed(field, text, source)
    except (ValueError, InvalidOperation, ValidationError) as error:
        raise Unfit(expected(field, source)) from error


def _looked_up(field: Field, values: Mapping[str, str], otherwise: str | None, text: str) -> str:
    """What a look-up makes of a text; of roles and marks whole words are known that it does not list."""
    if text in values or otherwise is not None:
        return values.get(text, otherwise or "")
    if known := whole_word(field.name, text):
        return known
    listed = ", ".join(list(values)[:20])
    raise Unfit(_("one of: %(choices)s") % {"choices": listed})


def typed(field: Field, text: str, source: Source) -> Value:
    """Text as the field's kind; an empty number or date is None.

    Raises ValueError, InvalidOperation or ValidationError where it cannot be.
    """
    if not text:
        if field.required:
            raise ValueError
        return "" if field.kind in TEXTS else None
    if field.kind in COUNTED:
        text = with_western_digits(text)
    match field.kind:
        case "date":
            return read_date(text, tuple(source.format))
        case "time":
            return read_time(text, tuple(source.format))
        case "yes":
            return _yes(text)
        case "language":
            return _language(text)
        case "whole" | "number":
            return _number(field, text, source)
    return _text(field, text)


def of_one_line(text: str) -> str:
    """A text without control characters, in one line: where a cell breaks it, a space stands.

    What nobody can type into a form comes in by no file either.
    """
    return plain(" ".join(one for line in text.splitlines() if (one := line.strip()))).strip()


def _text(field: Field, text: str) -> str:
    text = plain(text) if field.lines else of_one_line(text)
    if field.required and not text:
        raise ValueError
    if field.kind == "web" and not SCHEME.match(text):
        text = f"https://{text}"
    if len(text) > field.longest or "\0" in text or (field.choices and text not in field.choices):
        raise ValueError
    if field.kind == "email":
        validate_email(text)
    if field.kind == "web":
        web(text)
    return text


def _language(text: str) -> str:
    if not (code := language_code(text)):
        raise ValueError
    return code


def _yes(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise ValueError


def _number(field: Field, text: str, source: Source) -> Value:
    plain = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    if source.thousands:
        plain = plain.replace(source.thousands, "")
    if source.decimal == ",":
        plain = "x" if "." in plain else plain.replace(",", ".")
    if not NUMBER.fullmatch(plain):
        raise ValueError
    number = Decimal(plain)
    if field.kind == "number":
        if abs(number) >= HUGE:
            raise ValueError
        return number.quantize(STEP).normalize() + 0
    if not 0 <= number <= field.most or number != int(number):
        raise ValueError
    return int(number)


def expected(field: Field, source: Source) -> str:
    """What should have stood there, in words."""
    if field.choices:
        return _("one of: %(choices)s") % {"choices": ", ".join(field.choices)}
    texts = {
        "whole": _("a whole number from 0 to %(most)s") % {"most": field.most},
        "number": _("a number such as %(example)s") % {"example": f"1234{source.decimal}5"},
        "date": _date_expected(source.format),
        "time": _("a time as %(format)s") % {"format": ", ".join([*source.format, "hh:mm"])},
        "yes": _("yes or no"),
        "language": _("a language: its name, such as Spanish, or its code, such as es or pt-BR"),
        "email": _("an e-mail address"),
        "web": _("a web address such as https://example.org"),
    }
    return texts.get(
        field.kind, _("text of 1 to %(longest)s characters") % {"longest": field.longest}
    )


def _date_expected(formats: Sequence[str]) -> str:
    if formats:
        return _("a date as %(format)s") % {"format": ", ".join([*formats, "YYYY-MM-DD"])}
    return _("a day as 2026-11-25 or Nov 25, 2026; of 03/04/2026 nobody can tell the month")
