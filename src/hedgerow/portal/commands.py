"""``hedgerow erase PERSON`` takes away who somebody was; ``hedgerow retention`` what is over."""

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from django.utils import timezone

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.people.models import Person
from hedgerow.foundation.commands import Command
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.installation.backup import lying
from hedgerow.foundation.installation.home import the_home
from hedgerow.foundation.permissions import Actor

from .erasing import erase_person, preview_erasure
from .kept import period_of
from .retention import due, let_go
from .wording import beyond_erasing


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("person", help="the person's code, or the id in the page's address")
    parser.add_argument("--ecosystem", required=True, metavar="SLUG", help="who keeps the record")
    parser.add_argument("--yes", action="store_true", help="erase; without it only say what would")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _run(arguments: Namespace) -> int:
    steward = Actor.the_steward()
    kept = Person.objects.filter(kept_by=ecosystem_for(steward, arguments.ecosystem))
    found = next((row for row in kept.filter(erased_at__isnull=True)
                  if arguments.person in (row.code, str(row.uuid), row.uuid.hex)), None)  # fmt: skip
    if found is None or not arguments.person:
        raise NotFound
    name = found.name
    if arguments.yes:
        print("Erasing…", file=sys.stderr)
        outcome = erase_person(found, by=steward, at=timezone.now())
    else:
        outcome = preview_erasure(found, by=steward)
    if arguments.json:
        said = asdict(outcome) | {"erased": arguments.yes, "backups": lying(the_home())}
        print(json.dumps(said, indent=2, default=str))
        return 0
    print(name)
    for part in outcome.parts:
        if part.rows:
            print(f"  {part.name}: {part.rows} ({part.why})")
            if part.left:
                print(f"    what stays of them: {part.left}")
    print(f"facts whose content goes: {outcome.facts}")
    print(*beyond_erasing(outcome.copies), sep="\n")
    if backups := lying(the_home()):
        print(
            "These back-ups were made before. Whoever was in them stays there until you delete them:"
        )
        print(*(f"  backups/{name}" for name in backups), sep="\n")
    print("Erased." if arguments.yes else "Nothing was erased. Add --yes to do it.")
    return 0


def _configure_retention(parser: ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="let it go; without it only say what")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _run_retention(arguments: Namespace) -> int:
    now = timezone.now()
    found = due(now)
    if arguments.yes:
        let_go(now, by=Actor.the_steward(), heard=_count)
    if arguments.json:
        rows = {one.label: {"rows": one.rows, "days": one.days} for one in found}
        print(json.dumps({"due": rows, "let_go": arguments.yes}, indent=2))
        return 0
    for one in found:
        print(f"{one.name}: {one.rows:,} kept for more than {period_of(one.days)}")
    if not arguments.yes:
        print("Nothing was let go. Add --yes to do it; the server does it once a day.")
    return 0


def _count(rows: int) -> None:
    print(f"{rows:,} rows", file=sys.stderr, end="\r")


COMMANDS = (
    Command(
        "erase",
        "Erase a person: first what would go, with --yes for good.",
        "hedgerow erase 4711 --ecosystem tulsa --yes",
        _configure,
        _run,
    ),
    Command(
        "retention",
        "Say what has been kept long enough, with --yes let it go.",
        "hedgerow retention --yes",
        _configure_retention,
        _run_retention,
    ),
)
