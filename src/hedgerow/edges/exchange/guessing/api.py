"""Operations on the columns of an unknown spreadsheet."""

from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from hedgerow.foundation.api.shapes import Strict
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.requests import actor

from .. import queries
from ..shapes import ImportOut, shown
from . import flow
from .chosen import Chosen

router = Router(tags=["Imports"])
Text = Annotated[str, Field(max_length=300)]
Line = Annotated[int, Field(ge=0, le=100)]
COLUMNS: Final = "/ecosystems/{slug}/imports/{row}/columns"


class GuessOut(Schema):
    """A column: what stands in it, the field that it seems to fill (empty for none), and why."""

    column: str
    samples: list[str]
    field: str
    reason: str
    refused: bool = Field(description="What stands in it is never stored, and fills no field.")


class ProposalOut(Schema):
    """What a file seems to be; `constants` are required fields that no column fills."""

    target: str
    columns: list[GuessOut]
    constants: dict[str, str]
    heading: int = Field(description="The line that names the columns.")
    turned: str = Field(description="A name with the family's first and a comma, if they are so.")
    makes_codes: bool = Field(
        description="Whether codes are to be made, as no column seems to have them."
    )
    month_first: bool | None = Field(
        description="How a day of one column tells that all are written."
    )


class ColumnsIn(Strict):
    """Columns → fields, and fields → one text for all rows; `month_first` reads 03/04 as 4 March.

    `heading` is the line that names the columns, 0 to find it out; `turned` reads “Bloom, Ada” as
    “Ada Bloom”. `makes_codes` makes a code for each row that has none, the same whenever it comes again.
    """

    target: str = Field(max_length=40)
    columns: dict[Text, Text]
    constants: dict[Text, Text] = {}
    month_first: bool = False
    heading: Line = 0
    turned: bool = False
    makes_codes: bool = False


@router.get(COLUMNS, response=ProposalOut, summary="Propose columns")
def propose_columns(
    request: HttpRequest, slug: str, row: UUID, target: str = "", heading: Line = 0
) -> Any:
    """What the columns of a file sent in with `mapping=guess` seem to be."""
    by = actor(request)
    place = queries.ecosystem_to_import(by, slug)
    found = queries.imports(by, place).filter(uuid=row).first()
    if found is None:
        raise NotFound
    this_year = timezone.now().year
    said = flow.proposal_of(found, this_year=this_year, target=target, heading=heading)
    return {
        "target": said.target, "columns": said.guesses, "constants": said.constants,
        "heading": said.heading, "turned": said.turned, "makes_codes": said.makes_codes,
        "month_first": said.month_first,
    }  # fmt: skip


@router.put(COLUMNS, response=ImportOut, summary="Choose columns")
def choose_columns(request: HttpRequest, slug: str, row: UUID, body: ColumnsIn) -> Any:
    """Looks the file through by them, and remembers them for files with the same headings."""
    by = actor(request)
    queries.import_page(by, slug, row)
    chosen = Chosen(**body.model_dump())
    flow.choose_columns(row, chosen, by=by, at=timezone.now())
    return shown(queries.import_page(by, slug, row))
