"""The program that kill tests start: a worker whose jobs count, and record facts, visibly.

Jobs go no further than the file ``gate`` in the data folder says, so that a test decides by
itself, on however slow a machine, where a job is when it is killed.

``prepare`` migrates; ``enqueue NAME TOTAL`` asks for a job; ``work`` works with a lease of 1.5 s,
or of as many as it is told;
``record TOTAL`` records facts as fast as it can; ``verify`` prints what doctor would find. ``plant
SLUG`` asks for an ecosystem with a history; ``tell SLUG`` prints whether the public sees it and a
digest of what it holds. ``read SLUG…`` has profiles read by a process of its own; ``wait`` keeps such a
process, says its number, and waits to be killed.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from multiprocessing import active_children
from pathlib import Path

import django

from hedgerow.foundation.collecting import uncollected

with uncollected():
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.blueprints.actions import EMPTY, start_planting
from hedgerow.edges.blueprints.beside import beside
from hedgerow.edges.blueprints.errors import PlantingFailed
from hedgerow.edges.blueprints.tests.factories import digest
from hedgerow.foundation import jobs, journal
from hedgerow.foundation.jobs import work, worker
from hedgerow.foundation.journal.verification import verify
from hedgerow.foundation.permissions import Actor
from hedgerow.profile.models import Snapshot

PLANTED_AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
PAUSE = 0.005
WAIT = 0.05


def _is_open(number: int) -> bool:
    gate = Path(settings.HEDGEROW_HOME) / "gate"
    return gate.exists() and number < int(gate.read_text() or 0)


def _effect(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect (number) VALUES (%s)", [number])


@jobs.handler("kill.count")
def count(job: jobs.Running) -> None:
    """Insert the numbers below ``total``, one a step, going on from the checkpoint."""
    total = job.args["total"]
    for number in range(job.state.get("next", 0), total):
        while not _is_open(number):
            with job.step():  # where a stopping worker ends
                pass
            time.sleep(WAIT)
        with job.step():
            _effect(number)
            time.sleep(PAUSE)
            job.checkpoint({"next": number + 1})
        job.progress(number + 1, total)


@jobs.handler("kill.all_at_once")
def all_at_once(job: jobs.Running) -> None:
    """Prepare until the gate opens, then insert all numbers in the last step."""
    print("preparing", flush=True)
    while not _is_open(0):
        time.sleep(WAIT)
    with job.last_step():
        for number in range(job.args["total"]):
            _effect(number)


def record(total: int) -> None:
    for number in range(total):
        with transaction.atomic():
            journal.record(
                "kill.counted",
                by=Actor.the_steward(),
                at=datetime.now(UTC),
                ecosystem=1 + number % 2,
                payload={"number": number},
            )


def plant(slug: str) -> None:
    """A small history: a hundredth of its learners."""
    steward = Actor.the_steward()
    start_planting("long-beach", by=steward, at=PLANTED_AT, slug=slug, history=True, scale=0.1)


def tell(slug: str) -> None:
    """As JSON: its state, whether the public sees it, how many marks, a digest of everything."""
    eco = Ecosystem.objects.get(slug=slug)
    held = digest(eco)
    told = {
        "state": eco.state,
        "public": Ecosystem.objects.visible_to(Actor.public()).filter(pk=eco.pk).exists(),
        "marks": len(held["marks"]),
        "rows": held["rows"],
        "facts": held["facts"],
        "digest": sha256(json.dumps(held, default=str).encode()).hexdigest(),
    }
    print(json.dumps(told))


def read(*slugs: str) -> None:
    """Print how many were read; what is not there is planted empty, but for ``nowhere``."""
    steward = Actor.the_steward()
    for slug in {*slugs} - {"nowhere"}:
        job = start_planting(EMPTY, by=steward, at=PLANTED_AT, slug=slug, name=slug, history=False)
        work.finish(job, print)
    try:
        with beside() as reading:
            for slug in slugs:
                reading.ask(slug, PLANTED_AT)
    except PlantingFailed as failed:
        print(failed)
    print(Snapshot.objects.count())


def wait() -> None:
    with beside():
        print(*[child.pid for child in active_children()], flush=True)
        time.sleep(600)


def main(command: str, *arguments: str) -> int:
    logging.basicConfig(level=logging.INFO, stream=sys.stdout)
    if command == "prepare":
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE effect (number integer NOT NULL)")
    elif command == "enqueue":
        print(jobs.enqueue(arguments[0], {"total": int(arguments[1])}, max_attempts=20))
    elif command == "record":
        record(int(arguments[0]))
    elif command == "plant":
        plant(arguments[0])
    elif command == "tell":
        tell(arguments[0])
    elif command == "read":
        read(*arguments)
    elif command == "wait":
        wait()
    elif command == "verify":
        heads, broken = verify()
        print(sum(head.size for head in heads), *broken)
    else:
        return worker.main(["--lease", *(arguments or ("1.5",)), "--grace", "5"])
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
