"""An import of many rows beside Django's ``bulk_create`` of the same rows, in the same run.

    python benchmarks/imports.py [rows]

Ours reads a CSV file, cleans and checks every cell, compares with what is there and writes through
the set action, with journal and warehouse marks; the peer writes ready objects, unchecked. The
bound is reading the file with the csv module alone. One JSON line a figure.
"""

import csv
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
STARTS = date(2026, 8, 24)
FIELDS = ("activity_code", "person_code", "starts")


def main(rows: int) -> None:
    home = tempfile.mkdtemp(prefix="hedgerow-bench-")
    os.environ["HEDGEROW_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hedgerow.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    measure(rows, Path(home))


def measure(rows: int, home: Path) -> None:
    from hedgerow.edges.exchange.actions import import_file
    from hedgerow.foundation.permissions import Actor

    own = planted(rows)
    path = home / "enrolments.csv"
    lines = (f"OURS,L{n},{STARTS}\n" for n in range(rows))
    path.write_text(",".join(FIELDS) + "\n" + "".join(lines))
    upload = upload_of(path)

    def ours() -> None:
        import_file(own, upload, by=Actor.the_steward(), at=AT)

    bound, peer = timed(lambda: read(path)), timed(lambda: created(own))
    tell("import: first", rows, timed(ours), peer, bound)
    tell("import: unchanged", rows, timed(ours), peer, bound)


def planted(rows: int) -> Any:
    """An ecosystem with two activities and as many persons as rows."""
    from hedgerow.commons.activities.models import Activity, Kind
    from hedgerow.commons.ecosystems.models import Ecosystem
    from hedgerow.commons.people.models import Person

    own = Ecosystem.objects.create(slug="bench", name="Bench", created_at=AT)
    kind = Kind.objects.create(ecosystem=own, key="club", name="Club")
    for code in ("OURS", "PEER"):
        Activity.objects.create(
            ecosystem=own, kind=kind, code=code, title=code, starts=STARTS, created_at=AT
        )
    Person.objects.bulk_create(
        (Person(kept_by=own, name=f"P {n}", code=f"L{n}", created_at=AT) for n in range(rows)), 500
    )
    return own


def upload_of(path: Path) -> Any:
    from hedgerow.edges.exchange.actions import Upload
    from hedgerow.edges.exchange.mappings import parse_mapping

    text = 'target = "enrolments"\n[[rows]]\nlabel = "enrolment"\n[rows.fields]\n'
    text += "".join(f'{name} = {{ column = "{name}" }}\n' for name in FIELDS)
    return Upload(path, parse_mapping(text, "bench"))


def created(own: Any) -> None:
    """The peer: the same rows, unchecked."""
    from hedgerow.commons.activities.models import Activity, Enrolment
    from hedgerow.commons.people.models import Person

    activity = Activity.objects.get(code="PEER")
    people = Person.objects.values_list("pk", flat=True)
    Enrolment.objects.bulk_create(
        [Enrolment(ecosystem=own, activity=activity, person_id=pk, starts=STARTS) for pk in people],
        500,
    )


def read(path: Path) -> int:
    with path.open(newline="") as file:
        return sum(1 for _row in csv.reader(file))


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def tell(core: str, rows: int, ours: float, peer: float, bound: float) -> None:
    line = {"core": core, "size": rows, "ours": round(rows / ours), "unit": "rows/s"}
    line |= {"peer": "bulk_create", "peer_value": round(rows / peer)}
    ratios = {"ratio": round(peer / ours, 3), "ratio_to_bound": round(bound / ours, 4)}
    print(json.dumps(line | ratios))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
