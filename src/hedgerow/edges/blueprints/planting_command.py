"""The command that starts an ecosystem from a blueprint, or every one."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.bars import bar, named_bar
from hedgerow.foundation.collecting import collected_seldom
from hedgerow.foundation.installation.statistics import renew_statistics
from hedgerow.foundation.jobs import progress_of, work
from hedgerow.foundation.permissions import Actor

from .actions import EMPTY, start_planting
from .beside import beside
from .coming import left_behind
from .demo import show_in_the_readers_language
from .errors import NoBlueprintNamed, PlantingFailed
from .everything import DEMO_SCALE, plant_all
from .queries import contents, slug_of
from .schema import available
from .telling_contents import tell
from .wishes import Wish

ELSEWHERE = "(the blueprint's published facts then stay behind; see --facts)"


LARGEST = 100


def _size(text: str) -> float:
    found = float(text)
    if not 0 < found <= LARGEST:
        raise ArgumentTypeError(f"more than 0, at most {LARGEST}, not {text}")
    return found


def configure(parser: ArgumentParser) -> None:
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


def run(arguments: Namespace) -> int:
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
    renew_statistics()  # else pages plan by guesses until the server's hourly job
    tell(contents(steward, slug_of(ended.ecosystem)), as_json=arguments.json)
    for one in left_behind(Ecosystem.objects.get(pk=ended.ecosystem)):
        print(f"Did not come along: {one.title} ({one.number}): {one.reason}", file=sys.stderr)
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
