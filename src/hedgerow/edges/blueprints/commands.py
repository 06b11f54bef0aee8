"""Commands that start an ecosystem from a blueprint, tell what one holds, and write its blueprint."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import asdict
from pathlib import Path

from django.utils import timezone

from hedgerow.foundation.bars import bar, named_bar
from hedgerow.foundation.collecting import collected_seldom
from hedgerow.foundation.commands import Command
from hedgerow.foundation.installation import overwriting
from hedgerow.foundation.jobs import progress_of, work
from hedgerow.foundation.permissions import Actor

from .actions import EMPTY, start_planting
from .beside import beside
from .demo import show_in_the_readers_language
from .errors import NoBlueprintNamed, NotWritten, PlantingFailed
from .everything import DEMO_SCALE, plant_all
from .exporting import as_toml, taken_along
from .queries import Contents, contents, slug_of
from .schema import available
from .wishes import Wish

ELSEWHERE = "(the blueprint's published facts then stay behind; see --facts)"


LARGEST = 100


def _configure_show(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _show(arguments: Namespace) -> int:
    _tell(contents(Actor.the_steward(), arguments.slug), as_json=arguments.json)
    return 0


def _tell(found: Contents, *, as_json: bool) -> None:
    print(json.dumps(asdict(found), indent=2) if as_json else as_text(found))


def _configure_export(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="the ecosystem's short name")
    parser.add_argument("file", nargs="?", type=Path, help="the file to write, else it is printed")
    overwriting.configure(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of TOML")


def _export(arguments: Namespace) -> int:
    if arguments.file:
        overwriting.refuse_overwriting(arguments.file, replace=arguments.replace)
    taken = taken_along(Actor.the_steward(), arguments.slug)
    found, held = taken.blueprint, taken.held
    text = found.model_dump_json(indent=2) + "\n" if arguments.json else as_toml(found, held)
    for one in held:
        said = f"{', '.join(one.names)}: {one.where}: {one.text}"
        told = f"Left out {said}" if one.reaches else f"Held back as it names {said}"
        print(told, file=sys.stderr)
    if arguments.file:
        try:
            arguments.file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise NotWritten(path=arguments.file, reason=error.strerror) from error
    else:
        print(text, end="")
    return 0


def _size(text: str) -> float:
    found = float(text)
    if not 0 < found <= LARGEST:
        raise ArgumentTypeError(f"more than 0, at most {LARGEST}, not {text}")
    return found


def _configure_plant(parser: ArgumentParser) -> None:
    known = ", ".join([*available(), EMPTY])
    parser.add_argument("blueprint", nargs="?", help=f"{known}, or the path of a .toml file")
    parser.add_argument(
        "--all", action="store_true", help="every blueprint, with a small simulated history"
    )
    parser.add_argument(
        "--as", dest="slug", default="", metavar="SLUG", help=f"another address {ELSEWHERE}"
    )
    parser.add_argument("--name", default="", help=f"another name {ELSEWHERE}")
    parser.add_argument(
        "--facts", action="store_true",
        help="bring the blueprint's texts, place, figures, baselines and targets all the same",
    )  # fmt: skip
    parser.add_argument("--history", action="store_true", help="add a simulated history")
    parser.add_argument(
        "--scale",
        type=_size,
        help="size of the history: 1 is its own, below that all of it is smaller (1; with --all 0.07)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _plant(arguments: Namespace) -> int:
    if arguments.all:
        return _plant_all(arguments)
    if not arguments.blueprint:
        raise NoBlueprintNamed
    steward = Actor.the_steward()
    job = start_planting(
        arguments.blueprint,
        by=steward,
        at=timezone.now(),
        slug=arguments.slug,
        name=arguments.name,
        history=arguments.history,
        scale=arguments.scale or 1.0,
        wish=Wish(facts=arguments.facts),
    )
    with collected_seldom(), bar(f"Planting {arguments.slug or arguments.blueprint}") as telling:
        error = work.finish(job, telling)
    ended = progress_of(job)
    if ended is None or ended.state != "done" or ended.ecosystem is None:
        why = work.describe(error) if error else (ended.error if ended else "the job is gone")
        raise PlantingFailed(slug=arguments.slug or arguments.blueprint, why=why)
    _tell(contents(steward, slug_of(ended.ecosystem)), as_json=arguments.json)
    return 0


def _plant_all(arguments: Namespace) -> int:
    scale = arguments.scale or DEMO_SCALE
    with collected_seldom(), named_bar("Planting") as told, beside() as reading:
        planted = plant_all(timezone.now(), told, reading=reading, scale=scale)
    show_in_the_readers_language(planted, timezone.now())
    if arguments.json:
        print(json.dumps({one.slug: {"new": one.new} for one in planted}, indent=2))
    else:
        print("\n".join(f"{one.slug}{'' if one.new else ' (there already)'}" for one in planted))
    return 0


def as_text(found: Contents) -> str:
    """Counts first, then each published figure with its date and source."""
    lines = [f"{found.name} (simulated)" if found.simulated else found.name]
    counts = (found.organisations_by_kind, found.organisations_by_sector, found.people_by_role)
    titles = ("organisations by kind", "organisations by sector", "people by role")
    for title, rows in zip(titles, counts, strict=True):
        lines.append(f"{title}: {', '.join(f'{key} {n}' for key, n in rows.items()) or 'none'}")
    for name in ("bodies", "seats", "framework_items", "indicators", "activities", "attendance"):
        lines.append(f"{name.replace('_', ' ')}: {getattr(found, name)}")
    for fact in found.facts:
        value = " ".join(word for word in (fact.qualifier, fact.value, fact.unit) if word)
        lines.append(f"{fact.name}: {value} ({fact.as_of}; {fact.source})")
    return "\n".join(lines)


COMMANDS = (
    Command(
        name="plant",
        summary="Start an ecosystem from a blueprint, with or without a simulated history.",
        example="hedgerow plant tulsa --as my-town --name 'My town' --history",
        configure=_configure_plant,
        run=_plant,
    ),
    Command(
        name="show",
        summary="Show what an ecosystem holds, with its published figures.",
        example="hedgerow show tulsa --json",
        configure=_configure_show,
        run=_show,
        only_reads=True,
    ),
    Command(
        name="export",
        summary="Write an ecosystem's set-up as a blueprint, without anybody's data.",
        example="hedgerow export my-town my-town.toml",
        configure=_configure_export,
        run=_export,
        only_reads=True,
    ),
)
