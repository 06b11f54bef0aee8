"""``hedgerow show SLUG``: what an ecosystem holds."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from hedgerow.foundation.commands import Command
from hedgerow.foundation.permissions import Actor

from .queries import Contents, contents


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _run(arguments: Namespace) -> int:
    found = contents(Actor.the_steward(), arguments.slug)
    print(json.dumps(asdict(found), indent=2) if arguments.json else as_text(found))
    return 0


def as_text(found: Contents) -> str:
    """Counts first, then each published figure with its date and source."""
    lines = [f"{found.name} (simulated)" if found.simulated else found.name]
    counts = (found.organisations_by_kind, found.organisations_by_sector, found.people_by_role)
    titles = ("organisations by kind", "organisations by sector", "people by role")
    for title, rows in zip(titles, counts, strict=True):
        lines.append(f"{title}: {', '.join(f'{key} {n}' for key, n in rows.items()) or 'none'}")
    for name in ("bodies", "seats", "framework_items", "activities", "attendance"):
        lines.append(f"{name.replace('_', ' ')}: {getattr(found, name)}")
    for fact in found.facts:
        value = " ".join(word for word in (fact.qualifier, fact.value, fact.unit) if word)
        lines.append(f"{fact.name}: {value} ({fact.as_of}; {fact.source})")
    return "\n".join(lines)


COMMANDS = (
    Command(
        name="show",
        summary="Show what an ecosystem holds, with its published figures.",
        example="hedgerow show tulsa --json",
        configure=_configure,
        run=_run,
    ),
)
