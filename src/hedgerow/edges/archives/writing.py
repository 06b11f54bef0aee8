"""An archive is written as it is read: a ZIP of CSV files, their schema, and what to do with them."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.files.queries import attached_to

from .contents import LINKS, PARTS
from .listing import as_csv
from .readme import readmes
from .rows import Line, lines, links
from .schema import about, columns, links_schema

DIALECT: Final = {
    "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True,
    "skipInitialSpace": False, "header": True, "caseSensitiveHeader": True,
}  # fmt: skip
SOME: Final = 2_000


def write(
    ecosystem: Ecosystem, target: Path, at: datetime, told: Callable[[int, int], None]
) -> int:
    """Write the archive of an ecosystem to a file, whole or not at all; return how many rows.

    ``told`` hears how many files of how many are written. What is in it for people to read first is
    in the language that is spoken now.
    """
    total, done = len(PARTS) + len(LINKS), 0
    resources: dict[str, dict[str, object]] = {}
    with whole(target) as packed:
        for part in PARTS:
            headings = [one.name for one in columns(part)]
            written = _table(packed, part.name, headings, lines(part, ecosystem))
            resources[part.name] = _resource(part.name, about(part), written)
            done += 1
            told(done, total)
        for name, label, field, says in LINKS:
            headings, between = links_schema(label, field)
            written = _table(packed, name, headings, links(name, ecosystem))
            pair = {"description": says, "schema": between}
            resources[name] = _resource(name, pair, written)
            done += 1
            told(done, total)
        for uuid, path in attached_to(ecosystem):
            packed.write(path, f"files/{uuid}")
        packed.writestr("datapackage.json", described(ecosystem, at, resources))
        packed.writestr("columns.csv", as_csv())
        for name, text in readmes(ecosystem, at).items():
            packed.writestr(name, text)
    return sum(int(str(one["rows"])) for one in resources.values())


@contextmanager
def whole(target: Path) -> Generator[zipfile.ZipFile, None, None]:
    """A ZIP for its owner alone, which lies at ``target`` only once it is written and on the disk."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_suffix(".part")
    with open(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            yield packed
        os.fsync(file.fileno())
    draft.replace(target)


def _table(
    packed: zipfile.ZipFile, name: str, headings: Iterable[str], rows: Iterable[Line]
) -> Mapping[str, object]:
    """Write one CSV file; how many rows and bytes it has, and their hash."""
    count, size, hashed = 0, 0, sha256()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    with packed.open(f"data/{name}.csv", "w", force_zip64=True) as file:
        for row in rows:
            writer.writerow(row)
            count += 1
            if count % SOME == 0:
                size += _flushed(text, file, hashed.update)
        size += _flushed(text, file, hashed.update)
    return {"rows": count, "bytes": size, "hash": f"sha256:{hashed.hexdigest()}"}


def _flushed(text: io.StringIO, file: IO[bytes], hashing: Callable[[bytes], None]) -> int:
    chunk = text.getvalue().encode()
    file.write(chunk)
    hashing(chunk)
    text.seek(0)
    text.truncate()
    return len(chunk)


def _resource(
    name: str, described: Mapping[str, object], written: Mapping[str, object]
) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource", "name": name, "path": f"data/{name}.csv",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": DIALECT,
        **described, **written,
    }  # fmt: skip


def described(
    ecosystem: Ecosystem, at: datetime, resources: Mapping[str, Mapping[str, object]]
) -> str:
    """The Data Package descriptor, files in the order in which people read."""
    links_last = [name for name, *_rest in LINKS]
    order = [*(part.name for part in reversed(PARTS)), *links_last]
    package = {
        "profile": "tabular-data-package",
        "name": ecosystem.slug.lower(),
        "id": str(ecosystem.uuid),
        "title": ecosystem.name,
        "description": "All that this ecosystem holds.",
        "created": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "resources": [resources[name] for name in order],
    }
    return json.dumps(package, ensure_ascii=False, indent=1)
