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

from .contents import LEFT_OUT, LINKS, PARTS
from .listing import as_csv
from .rows import Line, lines, links
from .schema import about, columns, links_schema

DIALECT: Final = {
    "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True,
    "skipInitialSpace": False, "header": True, "caseSensitiveHeader": True,
}  # fmt: skip
SOME: Final = 2_000
README: Final = """\
# {title}

All that this ecosystem holds, as it stood on {at} (UTC): a CSV file a kind of row under `data/`,
UTF-8, one heading line. `datapackage.json` describes every file, column, type, key and link, as a
Tabular Data Package (https://specs.frictionlessdata.io/tabular-data-package/), so that programs
read it: in Python `frictionless.Package("datapackage.json")`. `columns.csv` says the same for people: open
it in a spreadsheet program to read what one row of each table is, and what each column means.

- Rows are known by `uuid`; a column named after another kind of row holds that row's uuid.
- Moments are in UTC, days as the ecosystem's own calendar has them. An empty cell says nothing.
- Files that people attached lie under `files/`, each by its uuid; `data/files.csv` says what each is.
- Lists and mappings are JSON, hashes Base64.
- Cells hold exactly what was entered. Open the files by *importing* them as text: a spreadsheet
  program that is handed one directly may take a cell that begins with = for a formula.
- Of people whose record another ecosystem keeps the archive has the id alone (`kept_here` is false).
- `facts`, `fact_subjects`, `fact_contents` and `seals` are the journal. What facts said of people who
  were erased is gone; their seals still verify (RFC 6962, SHA-256).

Not in it:

{left_out}
"""


def write(
    ecosystem: Ecosystem, target: Path, at: datetime, told: Callable[[int, int], None]
) -> int:
    """Write the archive of an ecosystem to a file, whole or not at all; return how many rows.

    ``told`` hears how many files of how many are written.
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
        packed.writestr("README.md", readme(ecosystem, at))
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


def readme(ecosystem: Ecosystem, at: datetime) -> str:
    """What to do with the archive, and what it leaves out, in English as its schema is."""
    models = [f"- {label}: {why}" for label, why in sorted(LEFT_OUT.items())]
    cells = [
        f"- `{part.name}`: {name}: {why}"
        for part in reversed(PARTS)
        for name, why in sorted(part.without.items())
    ]
    when = at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return README.format(title=ecosystem.name, at=when, left_out="\n".join([*models, *cells]))
