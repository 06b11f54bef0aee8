"""``hedgerow match``: run a round, or pair learners with mentors; of an ecosystem or in plain files."""

import csv
import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from django.utils import timezone

from hedgerow.features.engagement.mentoring import matching
from hedgerow.features.engagement.mentoring.models.offers import Kind
from hedgerow.features.engagement.mentoring.plainfiles import weights_in
from hedgerow.foundation.commands import Command
from hedgerow.foundation.permissions import Actor

from . import actions, plainfiles, queries
from .errors import FilesOrRound, NoSuchFile, NoSuchWeight
from .models import Round

WRONG = 1


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("slug", nargs="?", help="the ecosystem's short name")
    parser.add_argument("round", nargs="?", help="the round's short name")
    parser.add_argument("--run", action="store_true", help="give the seats")
    parser.add_argument("--reason", default="", help="why it is run again")
    parser.add_argument("--preview", action="store_true", help="show the latest result (default)")
    parser.add_argument("--publish", action="store_true", help="show everybody their place")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--wishes", metavar="FILE", help="CSV: learner,offer[,priority,groups]")
    parser.add_argument("--offers", metavar="FILE", help="CSV: offer,seats[,reserves]")
    parser.add_argument(
        "--pair", choices=Kind.values, help="pair mentors or tutors of an ecosystem"
    )
    parser.add_argument("--helpers", metavar="FILE", help="CSV: helper,places[,taken,languages,…]")
    parser.add_argument("--needs", metavar="FILE", help="CSV: learner[,languages,items,…]")
    parser.add_argument("--weigh", default="", help="points, with --helpers: km=2,language=40")
    parser.add_argument("--seed", help="what is drawn by, with --wishes and --offers")
    parser.add_argument("--out", metavar="FILE", help="where the result goes; else it is printed")


def _match(arguments: Namespace) -> int:
    files = (arguments.wishes, arguments.offers, arguments.seed)
    named, helping = (arguments.slug, arguments.round), (arguments.helpers, arguments.needs)
    said = [bool(any(one)) for one in (files, helping, named)] + [bool(arguments.pair)]
    if said == [True, False, False, False] and all(one is not None for one in files):
        return _files(arguments)
    if said == [False, True, False, False] and all(helping):
        return _helped(arguments)
    if said == [False, False, True, True] and not arguments.round:
        return matching.pair_all(
            arguments.slug, arguments.pair, run=arguments.run, publish=arguments.publish,
            as_json=arguments.json,
        )  # fmt: skip
    if said == [False, False, True, False] and all(named):
        return _round(arguments)
    raise FilesOrRound


def _helped(arguments: Namespace) -> int:
    """Pair those of two plain files; nothing is kept."""
    weights = weights_in(arguments.weigh)
    if weights is None:
        raise NoSuchWeight(text=arguments.weigh)
    names = arguments.helpers, arguments.needs
    files = _lines(names[0]), _lines(names[1])
    return matching.pair_files(files, names, weights, out=arguments.out, as_json=arguments.json)


def _round(arguments: Namespace) -> int:
    """Act on a round of an ecosystem, as whoever runs the installation."""
    steward, now = Actor.the_steward(), timezone.now()
    row = queries.round_called(steward, arguments.slug, arguments.round)
    if arguments.run:
        actions.run_round(row, arguments.reason, by=steward, at=now)
    if arguments.publish:
        actions.publish_round(row, by=steward, at=now)
    row.refresh_from_db()
    told = _told(row)
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    print(f"{row.title}: {told['state']}")
    run = told["run"]
    if run is None:
        print("not run yet")
        return 0
    print(f"run {run['number']}: {run['placed']} of {run['learners']} learners placed")
    for at, count in enumerate(run["by_rank"], 1):
        print(f"  wish {at}: {count}")
    for line in run["offers"]:
        print(f"  {line['title']}: {line['placed']} of {line['seats']} seats")
    print("stable" if run["stable"] else f"not stable: {run['blocking']} faults")
    return 0 if run["stable"] else WRONG


def _told(row: Round) -> dict[str, Any]:
    run, page = queries.latest_run(row), queries.round_page(Actor.the_steward(), row)
    draw = page.draw
    return {
        "round": row.key,
        "state": row.state,
        "commitment": draw.commitment if draw else None,
        "seed": draw.seed or None if draw else None,
        "run": run
        and {
            "number": run.number, "reason": run.reason, "learners": run.learners,
            "placed": run.placed, "stable": not run.blocking, "blocking": run.blocking,
            "digest": run.digest, **run.figures,
        },
    }  # fmt: skip


def _files(arguments: Namespace) -> int:
    """Match two plain files; nothing is kept."""
    names = arguments.offers, arguments.wishes
    offers, wishes = map(_lines, names)
    found = plainfiles.read(offers, wishes, names)
    for problem in found.problems:
        print(problem, file=sys.stderr)
    if found.problems:
        return WRONG
    done = plainfiles.matched(found, arguments.seed)
    if arguments.out:
        with Path(arguments.out).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(done.lines())
    elif not arguments.json:
        csv.writer(sys.stdout, lineterminator="\n").writerows(done.lines())
    told = {
        "learners": len(done.learners),
        "placed": int((done.matching.ranks >= 0).sum()),
        "stable": done.verdict.is_stable,
    }
    if arguments.json:
        print(json.dumps(told))
    else:
        fair = "stable" if told["stable"] else "not stable"
        said = f"{told['placed']} of {told['learners']} learners placed, {fair}"
        print(said, file=sys.stderr)
    return 0 if told["stable"] else WRONG


def _lines(name: str) -> list[str]:
    try:
        return Path(name).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError) as error:
        raise NoSuchFile(name=name) from error


COMMANDS = (
    Command(
        name="match",
        summary="Run a round of choice or pair learners with mentors, of an ecosystem or in two plain files; a check of its own says how good it is.",
        example="hedgerow match --wishes wishes.csv --offers offers.csv --seed 7f3a",
        configure=_configure,
        run=_match,
    ),
)
