"""Which roles sets of files brought in: those alone a later set may end.

A role that somebody gave by hand or that a spreadsheet brought is none of them, whatever a set says of
it. Remembered are keys of roles by the day of the last set that was imported and had them, for each
source apart: a set names the system that it comes from, if it does, and sets of one system that have
no school in common are of different sources.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from hedgerow.commons.ecosystems.models import Ecosystem

from ..models import Listed
from .keys import Keys

PREFIX = "set:"


@dataclass(frozen=True, slots=True)
class Source:
    """The roles that the sets of one source brought, by the day of the last set that had them."""

    days: dict[date, Keys] = field(default_factory=dict)

    @property
    def keys(self) -> Keys:
        return Keys.of_runs(run for keys in self.days.values() for run in keys.runs())


def sign_of(kind: str, system: str) -> str:
    """What sets of one system have in common: OneRoster of whatever version, or School Data Sync."""
    said = json.dumps([kind, system]).encode()
    return f"{PREFIX}{hashlib.sha256(said).hexdigest()[:56]}"


def sources(ecosystem: Ecosystem, sign: str) -> list[Source]:
    """The sources of that system, none where no set of it was imported. A query."""
    row = Listed.objects.filter(ecosystem=ecosystem, sign=sign).first()
    return _unpacked(row.content) if row else []


def brought_by_sets(ecosystem: Ecosystem) -> Keys:
    """Every role that any set brought. A query."""
    rows = Listed.objects.filter(ecosystem=ecosystem, sign__startswith=PREFIX)
    found = [one for row in rows for one in _unpacked(row.content)]
    return together(found)


def together(found: Iterable[Source]) -> Keys:
    return Keys.of_runs(run for one in found for run in one.keys.runs())


def remember(ecosystem: Ecosystem, sign: str, found: Sequence[Source]) -> None:
    """Keep the sources of a system; the caller holds the ecosystem's lock."""
    said = [
        {day.isoformat(): keys.runs() for day, keys in one.days.items() if keys} for one in found
    ]
    content = zlib.compress(json.dumps([one for one in said if one]).encode())
    Listed.objects.update_or_create(ecosystem=ecosystem, sign=sign, defaults={"content": content})


def _unpacked(content: bytes | memoryview) -> list[Source]:
    return [
        Source({date.fromisoformat(day): Keys.of_runs(runs) for day, runs in one.items()})
        for one in json.loads(zlib.decompress(content))
    ]
