"""Who was in the lists of a kind, and who of them is not in this one."""

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Diff, Record

from ..comparing import Upload, cleaned, compared
from ..mappings import Mapping as Reading
from ..models import Listed
from .kinds import KINDS, Kind, Line, Standing
from .spelling import Likely, likely

REMEMBERED = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Absent:
    """A row of somebody who was in the list of that day; ``like`` is who in this one it may be."""

    key: int
    day: date
    like: Likely | None = None


@dataclass(frozen=True, slots=True)
class List:
    """What the records of a file say of people, by their lines; ``new`` are the new ones."""

    kind: Kind
    sign: str
    lines: Mapping[Line, Record]
    new: tuple[Record, ...]

    def keys(self, ecosystem: Ecosystem) -> set[int]:
        """The rows here that go on for which the lines stand."""
        codes = {str(line[0]) for line in self.lines}
        return {one.key for one in self.kind.of_codes(ecosystem, codes) if one.line in self.lines}

    def lacking(self, standing: Iterable[Standing]) -> Iterator[Standing]:
        """Rows without a line of what the list speaks of: its schools and roles, groups, activities.

        One that has a single grade of a school speaks of that grade alone.
        """
        spoken: dict[Line, set[str]] = defaultdict(set)
        for line, record in self.lines.items():
            spoken[line[1:]].add(record.text("grade"))
        for one in standing:
            grades = spoken.get(one.line[1:])
            if grades is None or one.line in self.lines or one.line[:1] in self.lines:
                continue
            if not one.grade or len(grades) > 1 or grades <= {one.grade, ""}:
                yield one


def list_of(ecosystem: Ecosystem, upload: Upload, diff: Diff) -> List | None:
    """The list that a file is; None where it names no people."""
    kind = KINDS.get(upload.target)
    if kind is None or upload.mapping is None:
        return None
    every, first = [*diff.new, *diff.changed, *diff.unchanged], {id(one) for one in diff.new}
    lines = _as_kept(ecosystem, {line: record for record, line in kind.lines(ecosystem, every)})
    new = tuple(one for one in lines.values() if id(one) in first)
    return List(kind, _sign(upload.mapping), lines, new)


def _as_kept(ecosystem: Ecosystem, lines: Mapping[Line, Record]) -> Mapping[Line, Record]:
    """The lines by the codes of the records that are kept, where files name those merged into them.

    Of the few that were merged all are read: a long list would ask for them part by part.
    """
    gone = Person.objects.filter(kept_by=ecosystem, merged_into__isnull=False).exclude(code="")
    kept: dict[Hashable, str] = dict(gone.values_list("code", "merged_into__code"))
    if not kept:
        return lines
    return {(kept.get(line[0], line[0]), *line[1:]): one for line, one in lines.items()}


def absent_from(ecosystem: Ecosystem, upload: Upload, diff: Diff) -> tuple[Absent, ...]:
    """Who was in an earlier list of the kind and is not in this one; none where nothing is known."""
    this = list_of(ecosystem, upload, diff)
    if this is None:
        return ()
    days = _remembered(ecosystem, this.sign)
    gone = list(this.lacking(this.kind.of_keys(ecosystem, days)))
    alike = likely(ecosystem, {one.person: str(one.line[0]) for one in gone}, this.new)
    return tuple(Absent(one.key, days[one.key], alike.get(one.person)) for one in gone)


def keep(ecosystem: Ecosystem, upload: Upload, diff: Diff) -> None:
    """Remember who is in the list, for the next of its kind; the others with the day of theirs."""
    this = list_of(ecosystem, upload, diff)
    if this is None:
        return
    day = today(ecosystem)
    days = _remembered(ecosystem, this.sign) | dict.fromkeys(this.keys(ecosystem), day)
    listed: dict[str, list[int]] = defaultdict(list)
    for key, last in days.items():
        if last > day - REMEMBERED:
            listed[last.isoformat()].append(key)
    content = zlib.compress(json.dumps(listed).encode())
    Listed.objects.update_or_create(
        ecosystem=ecosystem, sign=this.sign, defaults={"content": content}
    )


@transaction.atomic
def keep_unchanged(ecosystem: Ecosystem, upload: Upload, by: Actor) -> None:
    """Remember who is in a list that has nothing new, which is read again for that."""
    if upload.target in KINDS:
        # as an import does: of two lists at once one would be forgotten
        Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)
        keep(ecosystem, upload, compared(ecosystem, upload, cleaned(upload), by))


def _remembered(ecosystem: Ecosystem, sign: str) -> dict[int, date]:
    """The day of the last list that had each row."""
    row = Listed.objects.filter(ecosystem=ecosystem, sign=sign).first()
    said = json.loads(zlib.decompress(row.content)) if row else {}
    return {key: date.fromisoformat(day) for day, keys in said.items() for key in keys}


def _sign(mapping: Reading) -> str:
    """What makes two lists of one kind: the same fields from the same columns."""
    said = [mapping.target, *(_filled(one.fields) for one in mapping.rows)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _filled(fields: Mapping[str, object]) -> list[str]:
    return sorted(f"{name}: {source!r}" for name, source in fields.items())
