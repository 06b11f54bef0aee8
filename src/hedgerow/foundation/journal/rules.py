"""What is hashed, and how: the canonical form of a fact. Pure; no Django, no clock."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import islice
from math import isfinite
from operator import lt
from types import MappingProxyType
from uuid import UUID

from hedgerow.foundation.journal import merkle

SALT_BYTES = 32


Subject = tuple[str, UUID | str]
"""A row that a fact is about: its kind and its public id, as one or as it is written."""
Named = Mapping[str, Sequence[str]]
"""What a fact is about: public ids, as they are written, by kind."""
NOBODY: Named = MappingProxyType({})


def plain(value: object) -> object:
    """Turn a payload into what JSON holds, the same on every database.

    Dates and times become ISO text (times in UTC), UUIDs and decimals text, whole floats integers:
    PostgreSQL keeps numbers as decimals and would hand 1e22 back as an integer.
    Raises ValueError for what has no such form: NaN, infinities, NUL characters, other types.
    """
    match value:
        case None | bool() | int():
            return value
        case str():
            if "\x00" in value:
                raise ValueError("a payload holds no NUL character")
            return value
        case float():
            if not isfinite(value):
                raise ValueError(f"a payload holds no {value}")
            return int(value) if value.is_integer() else value
        case datetime():
            return instant(value)
        case date() | UUID() | Decimal():
            return str(value)
        case Mapping():
            return {_key(key): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
    raise ValueError(f"a payload holds no {type(value).__name__}")


def _key(key: object) -> str:
    if isinstance(key, str):
        return key
    raise ValueError(f"keys of a payload are text, not {key!r}")


def canonical_json(value: object) -> bytes:
    """One value, one byte string: sorted keys, no spaces, UTF-8."""
    text = json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def instant(moment: datetime) -> str:
    """An aware moment as ISO text in UTC with microseconds. Raises ValueError when naive."""
    if moment.tzinfo is None:
        raise ValueError("the journal keeps aware moments only")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def sorted_subjects(subjects: Iterable[Subject], many: Named = NOBODY) -> Named:
    """Subjects once each, by kind, both in the order in which canonical JSON holds them.

    ``many`` are more of them, by kind already.
    """
    named: dict[str, list[str]] = {}
    for kind, uuid in subjects:
        named.setdefault(kind, []).append(str(uuid))
    for kind, ids in many.items():
        if ids:
            named[kind] = [*named.get(kind, ()), *ids]
    return {kind: _ascending(named[kind]) for kind in sorted(named)}


def _ascending(ids: list[str]) -> list[str]:
    """The ids in order, each once; new ones mostly are so already."""
    return ids if all(map(lt, ids, islice(ids, 1, None))) else sorted(set(ids))


def commitment(salt: bytes, payload: object, subjects: Iterable[Subject]) -> bytes:
    """SHA-256(salt ‖ canonical JSON of payload and subjects), 32 bytes.

    The salt goes with the content when it is erased: what was said can then not be guessed back.
    """
    return commitment_of(salt, payload, sorted_subjects(subjects))


def commitment_of(salt: bytes, payload: object, subjects: Named) -> bytes:
    """The same of subjects that are sorted already."""
    said = b'{"payload":' + canonical_json(payload) + b',"subjects":' + _subjects_json(subjects)
    return sha256(salt + said + b"}").digest()


def _subjects_json(subjects: Named) -> bytes:
    """The canonical JSON of sorted subjects, a list of pairs; a set can have a million."""
    parts = []
    for kind, uuids in subjects.items():
        begins = f'[{json.dumps(kind, ensure_ascii=False)},"'
        parts.append(begins + f'"],{begins}'.join(uuids) + '"]')
    return f"[{','.join(parts)}]".encode()


@dataclass(frozen=True, slots=True)
class Entry:
    """The columns of a fact that its seal vouches for, content by its commitment alone."""

    uuid: UUID
    ecosystem: int | None
    kind: str
    by_person: int | None
    via: str
    on_behalf_of: int | None
    at: datetime
    recorded_at: datetime
    origin: str
    commitment: bytes
    subjects: tuple[tuple[str, UUID], ...]

    def leaf_hash(self) -> bytes:
        """The leaf of this fact in its ecosystem's tree.

        Subjects stand in the leaf as well as in the commitment, so that a changed subject is found
        even after the content was erased.
        """
        before = {
            "ecosystem": self.ecosystem,
            "kind": self.kind,
            "by": self.by_person,
            "on_behalf_of": self.on_behalf_of,
            "at": self.at,
            "recorded_at": self.recorded_at,
            "origin": self.origin,
            "commitment": self.commitment.hex(),
        }
        after = {"uuid": self.uuid, "via": self.via}
        subjects = b',"subjects":' + _subjects_json(sorted_subjects(self.subjects)) + b","
        columns = canonical_json(before)[:-1] + subjects + canonical_json(after)[1:]
        return merkle.leaf_hash(columns)  # the canonical JSON of all columns
