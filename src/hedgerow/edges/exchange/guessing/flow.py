"""An unknown spreadsheet's way: kept, its columns proposed, chosen, remembered by its headings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Group
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.commons.membership.targets.classes import spelt
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from .. import importing, remembering, uploads
from ..catalogue import TARGETS
from ..errors import AlreadyConfirmed, FileGone, FileUnreadable
from ..mappings import parse_mapping
from ..models import Import, SavedMapping
from ..noting import SHEETS, TAKEN
from ..reading import Layout, Sheet
from ..yearless import calendar_of
from .chosen import Chosen, check_choice
from .layout import likely_sheet, read_guessed
from .placed import without_groups
from .proposing import Proposal, propose
from .refusing import is_refused, strip
from .writing import mapping_text, signature

CHOOSABLE = (Import.State.ASKING, Import.State.READY, Import.State.WRONG, Import.State.MOVED)
MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW"})
"""Countries in which 03/04 is the fourth of March."""


@transaction.atomic
def take_in(ecosystem: Ecosystem, file: "UploadedFile[Any]", *, by: Actor, at: datetime) -> Import:
    """Keep a spreadsheet whose columns are to be named; one with known headings is looked through.

    Passwords and what rosters refuse are taken out of it first.

    Raises NotFound, NotPermitted or FileUnreadable.
    """
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, IMPORT, within=ecosystem.pk)
    stored = uploads.keep(file)
    try:
        path, name = uploads.folder() / stored, file.name or ""
        which, others = likely_sheet(path, name=name)
        taken = strip(path, name=name, layout=Layout(sheet=which or None))
        sheet = read_guessed(path, name=name, calendar=calendar_of(ecosystem, at))
    except FileUnreadable:
        uploads.delete([stored])
        raise
    said_of_it: dict[str, Any] = {TAKEN: taken} if taken else {}
    said_of_it |= {SHEETS: [which, *others]} if others else {}
    row = Import(
        ecosystem=ecosystem, by_id=by.person_id, file_name=name[:200],
        state=Import.State.ASKING, language=translation.get_language() or "", created_at=at,
        stored=stored, preview=said_of_it,
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
    sheet = _sheet(row, heading)

    def groups() -> set[str]:
        here = Group.objects.filter(ecosystem=row.ecosystem)
        return {spelt(name) for name in here.values_list("name", flat=True)}

    return without_groups(propose(sheet, this_year=this_year, target=target), sheet, groups)


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
    check_choice(chosen, sheet)
    columns = {one: means for one, means in chosen.columns.items() if not is_refused(one)}
    target = TARGETS[chosen.target]
    name = (_("headings of %(file)s") % {"file": row.file_name})[:120]
    text = mapping_text(
        target, sheet, columns, chosen.constants, month_first=chosen.month_first,
        turned=chosen.turned, makes_codes=chosen.makes_codes, title=name,
    )  # fmt: skip
    remembering.keep_mapping(row.ecosystem, name, text, by=by, headings=signature(sheet.columns))
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
    if heading and (taken := strip(path, name=row.file_name, heading=heading)):
        row.preview = row.preview | {TAKEN: row.preview.get(TAKEN, {}) | taken}
        row.save(update_fields=["preview"])
    calendar = calendar_of(row.ecosystem, row.created_at)
    return read_guessed(path, name=row.file_name, heading=heading, calendar=calendar)
