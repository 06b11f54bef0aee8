"""Mapping files: which columns of a source become which fields of a target."""

import re
import tomllib
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from .errors import MappingWrong


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Cell(Part):
    """One column, cleaned: ``digits`` mends codes that a spreadsheet took for numbers."""

    column: str
    digits: int | None = Field(default=None, ge=1, le=40)

    def read(self, row: dict[str, str]) -> str:
        """The cell's text; with ``digits``, ``64725.0`` becomes ``0064725`` at 7."""
        text = row[self.column].strip()
        if self.digits is None or not text:
            return text
        whole = re.sub(r"\.0+$", "", text)
        return whole.zfill(self.digits) if re.fullmatch("[0-9]+", whole) else text


class Condition(Cell):
    """Holds for a row whose cell ``equals`` one of the texts, or ``matches`` a whole pattern."""

    equals: list[str] | None = None
    matches: str | None = None

    @field_validator("matches")
    @classmethod
    def compiles(cls, pattern: str | None) -> str | None:
        try:
            re.compile(pattern or "")
        except re.error as error:
            raise ValueError(f"a regular expression ({error})") from error
        return pattern

    @model_validator(mode="after")
    def one_test(self) -> Self:
        if (self.equals is None) == (self.matches is None):
            raise ValueError("either equals or matches")
        return self

    def holds(self, row: dict[str, str]) -> bool:
        text = self.read(row)
        if self.equals is not None:
            return text in self.equals
        return re.fullmatch(self.matches or "", text) is not None


class Exclusion(Condition):
    reason: str = Field(min_length=1)


class Source(Part):
    """Where a field comes from: a column, a constant, or columns joined."""

    column: str | None = None
    constant: str | None = None
    join: list[Cell] = Field(default_factory=list)
    digits: int | None = Field(default=None, ge=1, le=40)
    values: dict[str, str] | None = Field(default=None, description="Look-up: text → value.")

    @model_validator(mode="after")
    def one_source(self) -> Self:
        if sum((self.column is not None, self.constant is not None, bool(self.join))) != 1:
            raise ValueError("exactly one of column, constant and join")
        return self

    @property
    def cells(self) -> list[Cell]:
        if self.column is not None:
            return [Cell(column=self.column, digits=self.digits)]
        return self.join

    @property
    def said(self) -> str:
        """The columns as a person looks for them in the file."""
        return " + ".join(cell.column for cell in self.cells)


class Rows(Part):
    """Records made of each row; ``shared`` ones (a parent) repeat and are taken once."""

    label: str
    shared: bool = False
    missing: str | None = Field(default=None, description="Reason where ``value`` is empty.")
    fields: dict[str, Source]


class Mapping(Part):
    """A mapping file as a whole."""

    target: str
    sheet: str | None = None
    where: list[Condition] = Field(default_factory=list)
    exclude: list[Exclusion] = Field(default_factory=list)
    rows: list[Rows] = Field(min_length=1)

    def columns(self) -> set[str]:
        """Every column of the source that the mapping reads."""
        cells: list[Cell] = [*self.where, *self.exclude]
        cells += [c for rows in self.rows for one in rows.fields.values() for c in one.cells]
        return {cell.column for cell in cells}


def read_mapping(path: Path) -> Mapping:
    """The mapping in a TOML file. Raises MappingWrong: file, path and what was expected."""
    try:
        return Mapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise MappingWrong(file=path.name, path=where, expected=first["msg"]) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingWrong(file=path.name, path="-", expected=str(error)) from error
