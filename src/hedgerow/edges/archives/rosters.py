"""The rosters of an ecosystem as a set of OneRoster CSV files, by which other systems read them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.exchange.rosters.oneroster import ONEROSTER
from hedgerow.edges.exchange.rosters.outgoing import FILES, Outgoing
from hedgerow.edges.exchange.rosters.outgoing_changes import Changes

from .writing import SOME, whole

SYSTEM: Final = "Hedgerow"


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows an archive has, and how much has no place in it, by what it is."""

    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)


def write_roster(
    ecosystem: Ecosystem,
    version: str,
    target: Path,
    at: datetime,
    told: Callable[[int, int], None],
    since: datetime | None = None,
) -> Written:
    """Write who and what goes on, on the ecosystem's own day, as a bulk set; whole or not at all.

    ``version`` is 1.1 or 1.2; ``told`` hears how many files of how many are written. With
    ``since`` it is a delta of what changed or ended from then on. Raises WholeSetNeeded where that
    cannot be told. All columns of the standard are there; of what is never kept here they are empty.
    """
    names, count, day = FILES[version], 0, day_in(ecosystem, at)
    going = (
        Outgoing(ecosystem, version, day) if since is None
        else Changes(ecosystem, version, day, since, at)
    )  # fmt: skip
    with whole(target) as packed:
        packed.writestr("manifest.csv", _text(_manifest(ecosystem, version, since)))
        for done, name in enumerate(names, 1):
            heads = [one.name for one in ONEROSTER[version].files[name].columns]
            count += _file(packed, f"{name}.csv", heads, going.rows(name))
            told(done, len(names))
    return Written(count, going.left_out())


def _manifest(
    ecosystem: Ecosystem, version: str, since: datetime | None
) -> Iterable[tuple[str, str]]:
    mode = "delta" if since else "bulk"
    yield "propertyName", "value"
    yield "manifest.version", "1.0"
    yield "oneroster.version", version
    for name in sorted(ONEROSTER[version].files):
        yield f"file.{name}", mode if name in FILES[version] else "absent"
    yield "source.systemName", SYSTEM
    yield "source.systemCode", ecosystem.slug


def _file(
    packed: zipfile.ZipFile, name: str, heads: list[str], rows: Iterable[Mapping[str, str]]
) -> int:
    count, text = 0, io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    with packed.open(name, "w", force_zip64=True) as file:
        for row in rows:
            writer.writerow([row.get(head, "") for head in heads])
            count += 1
            if count % SOME == 0:
                file.write(text.getvalue().encode())
                text.seek(0)
                text.truncate()
        file.write(text.getvalue().encode())
    return count


def _text(rows: Iterable[tuple[str, str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
