"""What ``hedgerow match`` does with mentors and tutors: of an ecosystem, or in two plain files."""

import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils import timezone

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.permissions import Actor

from . import actions, plainfiles, queries
from .models import Proposal
from .rules.pairs import ONE, Weights

WRONG = 1


def pair_all(slug: str, kind: str, *, run: bool, publish: bool, as_json: bool) -> int:
    """Propose pairs for everybody who waits there, ask both sides, or show the latest proposal."""
    steward, now = Actor.the_steward(), timezone.now()
    place = ecosystem_for(steward, slug)
    if run:
        row: Proposal | None = actions.make_proposal(place, kind, by=steward, at=now)
    else:
        row = queries.proposals(steward, place).filter(kind=kind).first()
    if row is not None and publish:
        actions.publish_proposal(row, by=steward, at=now)
        row.refresh_from_db()
    if row is None:
        print("null" if as_json else "nothing is proposed yet")
        return 0
    page = queries.proposal_page(steward, row)
    told = {
        "proposal": str(row.uuid), "kind": kind, "state": row.state, "method": row.method,
        "points": page.points, "gap": page.gap,
        "pairs": [{"learner": one.learner, "mentor": one.mentor, "why": str(one.why)} for one in page.pairs],
        "waiting": [{"learner": one.learner, "why": str(one.why)} for one in page.waiting],
    }  # fmt: skip
    _print(told) if as_json else _say(told)
    return 0


def _say(told: dict[str, Any]) -> None:
    print(f"{told['kind']}: {told['state']}")
    for one in told["pairs"]:
        print(f"  {one['learner']} with {one['mentor']}: {one['why']}")
    for one in told["waiting"]:
        print(f"  {one['learner']} waits: {one['why']}")
    print(_proved(len(told["pairs"]), len(told["waiting"]), told["points"], told["gap"]))


def pair_files(
    files: tuple[Iterable[str], Iterable[str]], names: tuple[str, str], weights: Weights,
    *, out: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Pair two plain files; nothing is kept."""
    found = plainfiles.read(*files, names)
    for problem in found.problems:
        print(problem, file=sys.stderr)
    if found.problems:
        return WRONG
    done = plainfiles.paired(found, weights)
    if out:
        with Path(out).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(done.lines())
    elif not as_json:
        csv.writer(sys.stdout, lineterminator="\n").writerows(done.lines())
    paired, cost, gap = done.proof.paired, done.proof.cost / ONE, done.proof.gap
    waiting = len(found.learners) - paired
    if as_json:
        _print({"learners": len(found.learners), "paired": paired, "points": cost, "gap": gap})
    else:
        print(_proved(paired, waiting, cost, gap), file=sys.stderr)
    return 0


def _proved(paired: int, waiting: int, points: float, gap: float) -> str:
    sure = "none is better" if not gap else f"at most {gap * 100:.2g} % dearer than the best"
    return f"{paired} paired, {waiting} waiting, {points:.1f} points in all: {sure}"


def _print(told: dict[str, Any]) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=2))
