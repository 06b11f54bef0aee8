"""What lies beside the tables of an archive for people: how to read them, and what is not in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem

from .contents import LEFT_OUT, PARTS

STANDARD: Final = "https://specs.frictionlessdata.io/tabular-data-package/"
ENGLISH: Final = "en"


def readmes(ecosystem: Ecosystem, at: datetime) -> Mapping[str, str]:
    """File names with what stands there: in the language spoken now, and in English for whoever follows."""
    found = {"README.md": _readme(ecosystem, at)}
    if (get_language() or ENGLISH).partition("-")[0] != ENGLISH:
        with override(ENGLISH):
            found["README.en.md"] = _readme(ecosystem, at)
    return found


def spoken(language: str) -> str:
    """The language of a person or an ecosystem, if texts are there in it; else English."""
    return language if language in dict(settings.LANGUAGES) else ENGLISH


def _readme(ecosystem: Ecosystem, at: datetime) -> str:
    when = at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    held = _("All that this ecosystem holds, as it stood on %(at)s (UTC).") % {"at": when}
    sections = (
        (_("How to read it"), _reading(ecosystem)),
        (_("Whether it can be brought in again"), _bringing_in()),
        (_("What is not in it, and why"), [*_parts(ecosystem), *_left_out()]),
    )
    said = [f"# {ecosystem.said('name')}", held]
    for title, lines in sections:
        said += [f"## {title}", "\n".join(f"- {line}" for line in lines)]
    return "\n\n".join(said) + "\n"


def _reading(ecosystem: Ecosystem) -> Iterator[str]:
    if ecosystem.simulated:
        yield _("People and events in it are made up for show.")
    yield _(
        "Each table is a CSV file in the folder data: UTF-8, a comma between cells, one line of headings."
    )
    yield _(
        "Open columns.csv in a spreadsheet program first: it says what one row of each table is and what each column means. Names and these sentences are in English."
    )
    yield _(
        "For programs datapackage.json says the same, with types, keys, and what points at what, as a Tabular Data Package: %(address)s"
    ) % {"address": STANDARD}
    yield _(
        "Import tables into a spreadsheet program, as text in UTF-8, rather than opening them. Cells hold exactly what was entered: opened directly, letters may look wrong, and a cell that begins with = may be taken for a formula."
    )
    yield _(
        "Rows are known by their uuid. A column that names a row of another table holds the uuid of that row."
    )
    yield _(
        "Moments are in UTC, days by the clocks of the ecosystem (%(zone)s). An empty cell means that nothing was entered, or that nothing is known."
    ) % {"zone": ecosystem.time_zone}
    yield _("Lists and mappings are written as JSON, hashes as Base64.")
    yield _(
        "Files that people attached lie in the folder files, each called by its uuid; data/files.csv says what each of them is."
    )
    yield _(
        "Of people whose record another ecosystem keeps, the archive has the id alone: kept_here is false."
    )
    yield _(
        "The journal is in facts, fact_subjects, fact_contents and seals. What it said of people who were erased is gone; its seals can be checked all the same (RFC 6962, SHA-256)."
    )


def _bringing_in() -> Iterator[str]:
    yield _(
        "Hedgerow does not read an archive back as a whole: it has nothing by which people sign in, and whom two ecosystems know would be there twice. It is for reading, for keeping, and for other systems."
    )
    yield _(
        "Who runs the server moves all of an installation with a back-up: hedgerow backup, hedgerow restore."
    )
    yield _(
        "A like ecosystem is started elsewhere from its set-up, without anybody's data: hedgerow export, hedgerow plant."
    )
    yield _(
        "Lists of people, guardians, organisations, groups, activities and attendance come in one by one, as spreadsheets: Import a file."
    )
    yield _(
        "Schools, classes and who is in them go to other systems as a set of OneRoster files, on the page where this archive was made."
    )


def _parts(ecosystem: Ecosystem) -> Iterator[str]:
    if said := parts_apart(ecosystem):
        yield said


def parts_apart(ecosystem: Ecosystem) -> str:
    """That the records of its parts are in archives of their own; nothing where it has none."""
    rows = ecosystem.parts.order_by("name", "pk") if ecosystem.pk else ()
    names = [row.said("name") for row in rows]
    said = _("What is recorded in its parts: each has an archive of its own (%(names)s).")
    return said % {"names": _(", ").join(names)} if names else ""


def _left_out() -> Iterator[str]:
    """Each reason with the kinds of row and the columns that it keeps out."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for label, why in sorted(LEFT_OUT.items()):
        by_reason[str(why)].append(f"`{label}`")
    for part in reversed(PARTS):
        for name, why in sorted(part.without.items()):
            by_reason[str(why)].append(f"`{part.name}.{name}`")
    for why, names in by_reason.items():
        yield f"{', '.join(names)}: {why}"
