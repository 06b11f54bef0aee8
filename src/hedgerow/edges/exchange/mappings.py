"""Mapping files: which columns of a source become which fields of a target."""

import codecs
import tomllib
from collections.abc import Iterable, Set
from pathlib import Path
from typing import Annotated, Literal, Self

from django.utils.translation import gettext as _
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from hedgerow.foundation import tomltexts

from . import faults
from .dates import is_format
from .errors import MappingWrong

LONGEST = 200_000


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Cell(Part):
    """One column, cleaned: ``digits`` mends codes that a spreadsheet took for numbers.

    ``prefix`` is put before a cell that is not empty. The file may lack an ``optional`` column.
    """

    column: str
    digits: int | None = Field(default=None, ge=1, le=40)
    prefix: str = ""
    optional: bool = False


class Condition(Part):
    """Holds for a row whose cell ``equals`` one of the texts, or ``matches`` a whole pattern."""

    column: str
    digits: int | None = Field(default=None, ge=1, le=40)
    equals: Annotated[list[str], BeforeValidator(_listed)] | None = None
    matches: str | None = Field(default=None, max_length=500)

    @field_validator("matches")
    @classmethod
    def compiles(cls, pattern: str | None) -> str | None:
        import polars as pl

        try:
            pl.Series([""]).str.contains(f"^(?:{pattern or ''})$")
        except pl.exceptions.ComputeError as error:
            raise ValueError(_("a regular expression without look-around")) from error
        return pattern

    @model_validator(mode="after")
    def one_test(self) -> Self:
        if (self.equals is None) == (self.matches is None):
            raise ValueError(_("either equals or matches"))
        return self


class Exclusion(Condition):
    """A condition, with ``where`` further ones beside it, and why a row that fulfils it is left out."""

    where: list[Condition] = Field(default_factory=list)
    reason: str = Field(max_length=200, description="Empty: the rows are not counted.")

    @property
    def all(self) -> list[Condition]:
        """Every condition that a row must fulfil to be left out."""
        return [self, *self.where]


class Source(Part):
    """Where a field comes from: a column, a constant, or columns joined.

    ``format`` gives the ways dates or times are written (``DD.MM.YYYY``), ``decimal`` the sign
    before decimals, ``thousands`` the one between thousands. ``values`` is a look-up, text →
    value; a text that it does not list is a problem unless there is an ``otherwise``. Where the
    file lacks an ``optional`` column, it is as if the mapping did not name the field. ``turned``
    makes “Ada Bloom” of “Bloom, Ada”. A code that is empty, or has no source at all, is ``made_of`` these fields.
    """

    column: str | None = None
    optional: bool = False
    constant: str | None = None
    join: list[Cell] = Field(default_factory=list)
    separator: str = ""
    turned: bool = False
    made_of: list[str] = Field(default_factory=list, max_length=10)
    digits: int | None = Field(default=None, ge=1, le=40)
    values: dict[str, str] | None = None
    otherwise: str | None = None
    format: Annotated[list[str], BeforeValidator(_listed)] = Field(default_factory=list)
    decimal: Literal[".", ","] = "."
    thousands: Literal["", ".", ",", " ", "'", "’"] = ""

    @field_validator("format")
    @classmethod
    def understood(cls, formats: list[str]) -> list[str]:
        for one in formats:
            if not is_format(one):
                raise ValueError(_("formats such as DD.MM.YYYY, M/D/YY, hh:mm or serial"))
        return formats

    @model_validator(mode="after")
    def one_source(self) -> Self:
        given = sum((self.column is not None, self.constant is not None, bool(self.join)))
        if self.made_of and (given > 1 or (given and self.column is None)):
            raise ValueError(_("made_of alone, or beside a column"))
        if given != 1 and not self.made_of:
            raise ValueError(_("exactly one of column, constant and join"))
        if self.optional and self.column is None:
            raise ValueError(_("optional beside a column alone"))
        if self.turned and self.column is None:
            raise ValueError(_("turned beside a column alone"))
        if self.thousands == self.decimal:
            raise ValueError(_("different signs for decimal and thousands"))
        return self

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        """By its repr a list is known again: what came later stands in it only where it is used."""
        return [
            (name, value) for name, value in super().__repr_args__() if name != "made_of" or value
        ]

    @property
    def cells(self) -> list[Cell]:
        if self.column is not None:
            return [Cell(column=self.column, digits=self.digits, optional=self.optional)]
        return self.join

    @property
    def said(self) -> str:
        """The columns as a person looks for them in the file."""
        return " + ".join(cell.column for cell in self.cells)


class Rows(Part):
    """Records made of each row; ``shared`` ones (a parent) repeat and are taken once."""

    label: str = Field(min_length=1, max_length=80)
    shared: bool = False
    where: list[Condition] = Field(default_factory=list)
    exclude: list[Exclusion] = Field(default_factory=list)
    missing: str | None = Field(default=None, description="Reason where ``value`` is empty.")
    fields: dict[str, Source]


class Across(Part):
    """A register with a column for each day: each mark becomes a row of its own.

    In place of the columns whose headings are days stand two others: ``heading`` has the day, ``cell`` the mark.
    """

    heading: str = Field(min_length=1, max_length=80)
    cell: str = Field(min_length=1, max_length=80)

    @model_validator(mode="after")
    def two_columns(self) -> Self:
        if self.heading == self.cell:
            raise ValueError(_("two different names"))
        return self


class Mapping(Part):
    """A mapping file as a whole."""

    target: str
    title: str = Field(default="", max_length=120)
    sheet: str | None = None
    heading: int = Field(default=1, ge=1, le=100, description="Line that names the columns.")
    encoding: str | None = None
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    across: Across | None = None
    where: list[Condition] = Field(default_factory=list)
    exclude: list[Exclusion] = Field(default_factory=list)
    rows: list[Rows] = Field(min_length=1)

    @field_validator("encoding")
    @classmethod
    def decodes(cls, encoding: str | None) -> str | None:
        try:
            known = codecs.lookup(encoding or "utf-8")
        except LookupError as error:
            raise ValueError(_("an encoding such as utf-8 or windows-1252")) from error
        if not getattr(known, "_is_text_encoding", True):
            raise ValueError(_("an encoding of text"))
        return encoding

    @model_validator(mode="after")
    def labels_differ(self) -> Self:
        if len({rows.label for rows in self.rows}) != len(self.rows):
            raise ValueError(_("a label of its own for each of the rows"))
        return self

    def columns(self, required: Set[str]) -> set[str]:
        """Every column the file must have; those of a required field whatever the mapping says."""
        left_out = [*self.exclude, *(one for rows in self.rows for one in rows.exclude)]
        tests = [*self.where, *(one for rows in self.rows for one in rows.where)]
        tests += [test for one in left_out for test in one.all]
        cells = [
            cell
            for rows in self.rows
            for name, source in rows.fields.items()
            for cell in source.cells
            if name in required or not cell.optional
        ]
        return {one.column for one in tests} | {one.column for one in cells}

    def said(self, label: str, field: str) -> str:
        """The columns that fill a field, or the field's own name where a constant does."""
        for rows in self.rows:
            if rows.label == label and field in rows.fields:
                return rows.fields[field].said or field
        return field


def read_mapping(path: Path) -> Mapping:
    """The mapping in a TOML file. Raises MappingWrong: file, path and what was expected."""
    try:
        if path.stat().st_size > LONGEST:
            most = _("at most %(most)s bytes") % {"most": LONGEST}
            raise MappingWrong(file=path.name, path="-", expected=most)
        return parse_mapping(path.read_text(encoding="utf-8-sig"), path.name)
    except OSError as error:
        expected = _("a file that is there and may be read")
        raise MappingWrong(file=path.name, path="-", expected=expected) from error
    except UnicodeDecodeError as error:
        expected = _("a text file in UTF-8")
        raise MappingWrong(file=path.name, path="-", expected=expected) from error


def parse_mapping(text: str, file: str) -> Mapping:
    """The mapping in a TOML text. Raises MappingWrong."""
    try:
        return Mapping.model_validate(tomltexts.load(text))
    except ValidationError as error:
        raise MappingWrong(file=file, **faults.of_content(error)) from error
    except tomllib.TOMLDecodeError as error:
        raise MappingWrong(file=file, **faults.of_syntax(error)) from error
    except tomltexts.OverdoneError as error:
        raise MappingWrong(file=file, path="-", expected=str(error)) from error
