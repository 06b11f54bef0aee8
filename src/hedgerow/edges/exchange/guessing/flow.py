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
from ..mappings import parse_mapping
from ..models import Import, SavedMapping
from ..reading import Sheet
from .layout import family_first, names_people, read_guessed
from .proposing import Proposal, propose
from .writing import mapping_text, signature

CHOOSABLE = (Import.State.ASKING, Import.State.READY, Import.State.WRONG, Import.State.MOVED)
MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW"})
"""Countries in which 03/04 is the fourth of March."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose: a target, columns → fields, fields → a text for all rows.

    ``heading`` is the line that names the columns, 0 if it is to be found out; ``turned`` reads
    “Bloom, Ada” as “Ada Bloom”.
    """

    target: str
    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    month_first: bool = False
    heading: int = 0
    turned: bool = False


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
        sheet = read_guessed(uploads.folder() / stored, name=file.name or "")
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
    if known is None or parse_mapping(known.text, known.name).heading != sheet.heading:
        row.save()
        return row
    row.mapping, row.mapping_name, row.target = known.text, known.name, known.target
    importing.look(row, file.size or 0, by=by, at=at)
    return row


def proposal_of(row: Import, *, this_year: int, target: str = "", heading: int = 0) -> Proposal:
    """What the file's columns seem to be. Raises FileGone or FileUnreadable."""
    return propose(_sheet(row, heading), this_year=this_year, target=target)


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
    sheet = _sheet(row, chosen.heading)
    _check(chosen, sheet)
    target = TARGETS[chosen.target]
    name = (_("headings of %(file)s") % {"file": row.file_name})[:120]
    text = mapping_text(
        target, sheet, chosen.columns, chosen.constants, month_first=chosen.month_first,
        turned=chosen.turned, title=name,
    )  # fmt: skip
    importing.keep_mapping(row.ecosystem, name, text, by=by, headings=signature(sheet.columns))
    row.mapping, row.mapping_name, row.target = text, name, target.name
    importing.look(row, (uploads.folder() / row.stored).stat().st_size, by=by, at=at)
    return row


def months_first(ecosystem: Ecosystem) -> bool:
    """Whether days are written month first where the ecosystem is."""
    return ecosystem.country in MONTH_FIRST


def _sheet(row: Import, heading: int) -> Sheet:
    path = uploads.folder() / row.stored
    if not row.stored or not path.is_file():
        raise FileGone
    return read_guessed(path, name=row.file_name, heading=heading)


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
    target = TARGETS[proposal.target]
    names = [one.samples for one in guesses if names_people(target, one.field)]
    return replace(
        proposal, guesses=guesses, constants={**proposal.constants, **chosen.constants},
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
    )
