"""Hand a person everything that is kept about them, as one archive."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.permissions import ERASE_PERSON
from hedgerow.foundation import accesslog, privacy
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.ui.files import harmless


def export_person(person: Person, *, by: Actor, at: datetime) -> bytes:
    """A ZIP with one JSON and one CSV a kind of record, and a README that says what is what.

    For the person, a guardian who is not barred, or whoever may erase the person. That a learner's
    record was handed to somebody else is noted, as every opening of it is.
    Raises NotFound to outsiders, or NotPermitted.
    """
    row = Person.objects.visible_to(by).filter(pk=person.pk).first()
    if row is None:
        raise NotFound
    if by.person_id != row.pk and not _is_ward(row, by):
        require(by, ERASE_PERSON, within=row.kept_by_id)
    if row.assignments.filter(role="learner").exists():
        accesslog.opened(row.pk, by=by, at=at, what="portal.export", ecosystem=row.kept_by_id)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        lines = [_("Everything that is kept about you, a file a kind of record."), ""]
        for rule in privacy.rules():
            name = str(rule.model._meta.label_lower)
            rows = list(rule.export(row.pk))
            archive.writestr(f"{name}.json", json.dumps(rows, default=str, ensure_ascii=False))
            archive.writestr(f"{name}.csv", _as_csv(rows))
            lines.append(f"{name} ({len(rows)}): {rule.why}")
        archive.writestr("README.txt", "\n".join(lines) + "\n")
    return packed.getvalue()


def _is_ward(person: Person, by: Actor) -> bool:
    wards = Guardian.objects.filter(guardian=by.person_id, barred=False, ends__isnull=True)
    return by.person_id is not None and wards.filter(learner=person).exists()


def _as_csv(rows: Sequence[Mapping[str, object]]) -> str:
    text = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([harmless(row.get(name)) for name in names] for row in rows)
    return text.getvalue()
