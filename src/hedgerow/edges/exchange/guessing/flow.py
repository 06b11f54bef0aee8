"""An unknown spreadsheet's way: kept, its columns proposed, chosen, remembered by its headings."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor, require

from .. import importing, uploads
from ..catalogue import TARGETS
from ..errors import AlreadyConfirmed, FileGone, FileUnreadable
from ..models import Import, SavedMapping
from ..reading import Sheet, read_sheet
from .proposing import Proposal, propose
from .writing import mapping_text, signature

CHOOSABLE = (Import.State.ASKING, Import.State.READY, Import.State.WRONG, Import.State.MOVED)
MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW"})
"""Countries in which 03/04 is the fourth of March."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose: a target, columns → fields, fields → a text for all rows."""

    target: str
    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    month_first: bool = False


@transaction.atomic
def take_in(ecosystem: Ecosystem, file: "UploadedFile[Any]", *, by: Actor, at: datetime) -> Import:
    """Keep a spreadsheet whose columns are to be named; one with known headings is looked through.

    Raises NotFound, NotPermitted or FileUnreadable.
    """
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, IMPORT, within=ecosystem.pk)
    stored = uploads.keep(file)
    try:
        sheet = read_sheet(uploads.folder() / stored, name=file.name or "")
    except FileUnreadable:
        uploads.delete([stored])
        raise
    row = Import(
        ecosystem=ecosystem, by_id=by.person_id, file_name=(file.name or "")[:200],
        state=Import.State.ASKING, language=translation.get_language() or "", created_at=at,
        stored=stored,
    )  # fmt: skip
    saved = SavedMapping.objects.filter(ecosystem=ecosystem, headings=signature(sheet.columns))
    known = saved.order_by("-pk").first()
    if known is None:
        row.save()
        return row
    row.mapping, row.mapping_name, row.target = known.text, known.name, known.target
    importing.look(row, file.size or 0, by=by, at=at)
    return row


def proposal_of(row: Import, *, this_year: int, target: str = "") -> Proposal:
    """What the file's columns seem to be. Raises FileGone or FileUnreadable."""
    return propose(_sheet(row), this_year=this_year, target=target)


@transaction.atomic
def choose_columns(uuid: UUID, chosen: Chosen, *, by: Actor, at: datetime) -> Import:
    """Read the file by the columns chosen, look it through, and remember them for such headings.

    Raises NotFound, AlreadyConfirmed, FileGone, or Invalid where the choice makes no mapping.
    """
    row = Import.objects.visible_to(by).select_for_update().filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    if row.state not in CHOOSABLE:
        raise AlreadyConfirmed
    sheet = _sheet(row)
    _check(chosen, sheet)
    target = TARGETS[chosen.target]
    name = (_("headings of %(file)s") % {"file": row.file_name})[:120]
    text = mapping_text(
        target, sheet, chosen.columns, chosen.constants, month_first=chosen.month_first, title=name
    )
    importing.keep_mapping(row.ecosystem, name, text, by=by, headings=signature(sheet.columns))
    row.mapping, row.mapping_name, row.target = text, name, target.name
    importing.look(row, (uploads.folder() / row.stored).stat().st_size, by=by, at=at)
    return row


def months_first(ecosystem: Ecosystem) -> bool:
    """Whether days are written month first where the ecosystem is."""
    return ecosystem.country in MONTH_FIRST


def _sheet(row: Import) -> Sheet:
    path = uploads.folder() / row.stored
    if not row.stored or not path.is_file():
        raise FileGone
    return read_sheet(path, name=row.file_name)


def _check(chosen: Chosen, sheet: Sheet) -> None:
    """Raise Invalid unless every required field is filled, and no other than a text by two columns."""
    target = TARGETS.get(chosen.target)
    if target is None:
        raise Invalid({"target": [_("Choose what the rows are.")]})
    wrong: dict[str, list[str]] = {}
    used = [name for column, name in chosen.columns.items() if name and column in sheet.places]
    for one in target.fields:
        if one.required and one.name not in used and not chosen.constants.get(one.name):
            wrong[one.name] = [_("Choose a column for it, or give one text for all rows.")]
        elif used.count(one.name) > 1 and one.kind != "text":
            wrong[one.name] = [_("Choose one column only.")]
    if wrong:
        raise Invalid(wrong)


def with_choice(proposal: Proposal, chosen: Chosen) -> Proposal:
    """The proposal as somebody has changed it, for a form that is shown again."""
    guesses = tuple(
        replace(one, field=chosen.columns.get(one.column, "")) for one in proposal.guesses
    )
    return replace(proposal, guesses=guesses, constants={**proposal.constants, **chosen.constants})
