"""What the API sends and takes about imports."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Strict, Words

from .absent.shapes import AbsentOut, LackingOut, absent, lacking
from .failing import FAILED, state_of
from .moving.shapes import MovingOut, moving
from .queries import ImportPage


class ImportsAsked(Listing):
    state: str = Field("", max_length=20, description="`failed` where a job gave up for good.")


class ImportLine(Schema):
    uuid: UUID
    file_name: str
    target: str
    state: str
    created_at: datetime
    finished_at: datetime | None

    @staticmethod
    def resolve_state(row: Any) -> str:
        return state_of(row)


class ImportRowOut(Schema):
    """A row as it would be; `was` holds what it replaces."""

    line: int
    label: str
    values: dict[str, str]
    was: dict[str, str]


class ImportPartOut(Schema):
    """How many rows, by block of the mapping, and the first of them."""

    count: int
    blocks: dict[str, int]
    first: list[ImportRowOut]


class ProblemOut(Schema):
    file: str
    line: int | None
    column: str
    value: str
    expected: str
    code: str


class PassedOverOut(Schema):
    """A cell that is passed over on these `lines`, and on `more` that are not named."""

    lines: str
    more: int
    column: str
    value: str
    expected: str = Field(description="Why nothing comes of it.")


class ResemblingOut(Schema):
    """Somebody new in a line, and who is here whom they resemble: by `name`, with another birth date, or `born` and
    part of the name. `uuid` is of the new record, once it is in."""

    line: int
    name: str
    born: date | None
    uuid: UUID | None
    why: str
    known: UUID
    known_name: str
    known_born: date | None


class ImportOut(Schema):
    """What an import would do, is doing or did; `digest` confirms just this preview."""

    uuid: UUID
    file: str
    mapping: str
    target: Words
    state: str = Field(
        description="`failed` where its job gave up: nothing was saved, and nothing is at work any more."
    )
    digest: str
    new: ImportPartOut
    changed: ImportPartOut
    unchanged: ImportPartOut
    excluded: dict[str, int]
    cells: int = Field(description="How many of `excluded` are refused values, and no rows.")
    elsewhere: int
    missing: int
    problems: list[ProblemOut]
    count_problems: int
    notes: list[PassedOverOut] = Field(
        description="Cells of which nothing comes, and why; they stop nothing."
    )
    years: str = Field(
        description="Of a register whose days say no year: which they have, and what tells it."
    )
    refused: str
    needs: list[str] = Field(
        description="Targets whose rows have to be here first, as nearly all lines name some that are not."
    )
    absent: list[AbsentOut] = Field(
        description="Who was in the list of that `day`, of the same kind, and is not in this one."
    )
    lacking: LackingOut = Field(
        description="Of a set of files: whom earlier sets brought and this one has no more, or with other roles."
    )
    resembling: list[ResemblingOut] = Field(
        description="Of a list whose codes are made: who is new and resembles somebody here. Correct the line, give codes, or merge."
    )
    moving: list[MovingOut] = Field(
        description="Of a list that says classes: the first of those who get a place in one and have another."
    )
    count_moving: int = Field(description="How many learners these are in all.")
    ended: int = Field(description="How many of those absent were ended by it.")
    ended_later: int = Field(
        description="How many of these begin after the last day chosen: they are taken back, or end as they begin."
    )
    left: int = Field(description="How many places in old classes were ended by it.")
    codes_made_of: list[str] = Field(
        description="The fields of which codes are made for rows that have none."
    )
    job: UUID | None
    created_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    may_be_undone: bool


class MappingOut(Schema):
    """A mapping to name when a file is sent in; `text` is TOML."""

    key: str
    title: Words
    text: str


class MappingIn(Strict):
    """A mapping to keep; one of the same name is replaced."""

    name: str = Field(min_length=1, max_length=120)
    text: str = Field(min_length=1, max_length=200_000)


OTHERWISE = frozenset(
    (
        "new",
        "changed",
        "unchanged",
        "excluded",
        "job",
        "absent",
        "lacking",
        "needs",
        "resembling",
        "moving",
        "count_moving",
    )
)


def shown(page: ImportPage) -> dict[str, Any]:
    """One import as the API sends it."""
    names = ImportOut.model_fields.keys() - OTHERWISE
    parts = dict(zip(("new", "changed", "unchanged"), page.parts, strict=True))
    return {
        **{name: getattr(page, name) for name in names},
        **{name: _part(part) for name, part in parts.items()},
        "excluded": dict(page.excluded),
        "problems": [problem(one) for one in page.problems],
        "needs": [one.target for one in page.needs],
        "absent": [absent(one) for one in page.absent.every],
        "lacking": lacking(page.lacking),
        "resembling": page.alike_here.rows,
        "moving": [moving(one) for one in page.moving.rows],
        "count_moving": page.moving.count,
        "state": FAILED if page.failed else page.state,
        "refused": page.refused or page.why_failed,
        "job": page.progress.uuid if page.progress else None,
    }


def _part(part: Any) -> dict[str, Any]:
    return {
        "count": part.count,
        "blocks": dict(part.labels),
        "first": [
            {
                "line": row.line,
                "label": row.label,
                "values": {cell.name: cell.value for cell in row.cells},
                "was": {cell.name: cell.was for cell in row.cells if cell.was is not None},
            }
            for row in part.first
        ],
    }


def problem(found: dict[str, Any]) -> dict[str, Any]:
    words = ("file", "column", "value", "expected", "code")
    return {"line": found.get("line"), **{name: str(found.get(name) or "") for name in words}}
