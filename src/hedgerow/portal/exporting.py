"""Hand a person everything that is kept about them, as one archive."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.permissions import ERASE_PERSON
from hedgerow.foundation import accesslog, privacy
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.ui.files import harmless

from .archive import archive_page, archive_style, section

Part = tuple[privacy.Rule, list[Mapping[str, object]]]
UNSAFE: Final = re.compile(r"""[\x00-\x1f<>:"/\\|?*.\u200e\u200f\u202a-\u202e\u2066-\u2069]""")
"""What no name of a file has on some system; marks of direction, which could hide what it ends in."""


def export_person(person: Person, *, by: Actor, at: datetime) -> bytes:
    """A ZIP with a page to read, one JSON and one CSV a kind of record, and a README.

    For the person, a guardian who is not barred, or whoever may erase the person. That a learner's
    record was handed to somebody else is noted, as every opening of it is.
    Raises NotFound to outsiders, or NotPermitted.
    """
    row = handed_out(person, by=by)
    if row.assignments.filter(role="learner").exists():
        accesslog.opened(row.pk, by=by, at=at, what="portal.export", ecosystem=row.kept_by_id)
    return _packed(row.name, [(rule, list(rule.export(row.pk))) for rule in privacy.rules()], at)


def file_of(person: Person) -> str:
    """How a browser is told to name the archive: by the person, in letters that every system keeps."""
    name = " ".join(UNSAFE.sub(" ", person.name).split())
    said = _("Record of %(name)s") % {"name": name} if name else _("Record")
    return content_disposition_header(as_attachment=True, filename=f"{said}.zip") or ""


def handed_out(person: Person, *, by: Actor) -> Person:
    """The person's row, for whom the whole record may be handed to.

    Raises NotFound to outsiders, or NotPermitted.
    """
    row = Person.objects.visible_to(by).filter(pk=person.pk).first()
    if row is None:
        raise NotFound
    if by.person_id != row.pk and not _is_ward(row, by):
        require(by, ERASE_PERSON, within=row.kept_by_id)
    return row


def _packed(name: str, parts: Sequence[Part], at: datetime) -> bytes:
    """The archive: the page first, then the files that programs read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        # rules are declared leaves first; people read from the person on
        sections = [section(rule, rows) for rule, rows in reversed(parts)]
        archive.writestr("index.html", archive_page(name, sections, at))
        archive.writestr("style.css", archive_style())
        lines = [_("Everything that is kept about %(name)s, a file a kind of record.") % {"name": name},
                 _("Open index.html to read it all on one page."), ""]  # fmt: skip
        for rule, rows in parts:
            label = str(rule.model._meta.label_lower)
            archive.writestr(f"{label}.json", json.dumps(rows, default=str, ensure_ascii=False))
            archive.writestr(f"{label}.csv", _as_csv(rows))
            lines.append(f"{label} ({len(rows)}): {rule.why}")
        archive.writestr("README.txt", "\n".join(lines) + "\n")
    return packed.getvalue()


def _is_ward(person: Person, by: Actor) -> bool:
    """Whether the actor answers for the person and sees them in every ecosystem of their ties.

    An export is of all ecosystems at once: what a learner took away in one is not told by another.
    """
    ties = Guardian.objects.filter(guardian=by.person_id or 0, learner=person, ends__isnull=True)
    return ties.seeing().exists() and not ties.filter(narrowed=True).exists()


def _as_csv(rows: Sequence[Mapping[str, object]]) -> str:
    text = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([harmless(row.get(name)) for name in names] for row in rows)
    return text.getvalue()
