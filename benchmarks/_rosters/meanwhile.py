"""Pages and a small change, asked for by another process while an import runs."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

BETWEEN = 0.25


def planted(at: datetime) -> Any:
    """The ecosystem to import into, and another beside it."""
    from hedgerow.commons.ecosystems.models import Ecosystem

    Ecosystem.objects.get_or_create(slug="beside", defaults={"name": "Beside", "created_at": at})
    own, _made = Ecosystem.objects.get_or_create(
        slug="country", defaults={"name": "Country", "created_at": at}
    )
    return own


@contextmanager
def asked(said: dict[str, Any]) -> Iterator[None]:
    """Ask again and again in another process; put the slowest answers (ms) into ``said``."""
    command = [sys.executable, "-c", "from _rosters import meanwhile; meanwhile.ask()"]
    here = Path(__file__).parents[1]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=here
    ) as other:
        if other.stdout is None or other.stdin is None or other.stdout.readline() != "ready\n":
            raise SystemExit("the process that asks for pages did not start")
        try:
            yield
        finally:
            other.stdin.close()
            said |= json.loads(other.stdout.read())


def ask() -> None:
    """Ask until standard input ends; the first answer, which loads templates, does not count."""
    import select

    import django

    django.setup()
    logging.disable(logging.INFO)
    from django.test import Client

    browser = Client(SERVER_NAME="127.0.0.1")
    pages: list[float] = []
    changes: list[float] = []
    _page(browser)
    _change(0)
    print("ready", flush=True)
    number = 0
    while not select.select([sys.stdin], [], [], BETWEEN)[0]:
        number += 1
        pages.append(_took(lambda: _page(browser)))
        changes.append(_took(lambda n=number: _change(n)))
    said = {"pages_asked": len(pages), "page_slowest_ms": max(pages, default=0)}
    said |= {"page_p50_ms": _middle(pages), "change_slowest_ms": max(changes, default=0)}
    print(json.dumps(said | {"change_p50_ms": _middle(changes), "refused": _refused}), flush=True)


_refused = 0


def _page(browser: Any) -> None:
    answer = browser.get("/e/beside/")
    if answer.status_code != 200:
        raise SystemExit(f"the page answered {answer.status_code}")


def _change(number: int) -> None:
    """One person saved in the other ecosystem, with its fact."""
    from django.db import OperationalError
    from django.utils import timezone

    from hedgerow.commons.ecosystems.models import Ecosystem
    from hedgerow.commons.people.actions import save_people
    from hedgerow.foundation.permissions import Actor

    global _refused  # noqa: PLW0603 - one counter of one process
    beside = Ecosystem.objects.get(slug="beside")
    row = {"code": "B", "name": f"Bo {number}"}
    try:
        save_people(beside, [row], by=Actor.the_steward(), at=timezone.now())
    except OperationalError:
        _refused += 1


def _took(act: Any) -> float:
    begun = time.perf_counter()
    act()
    return round(1000 * (time.perf_counter() - begun), 1)


def _middle(times: list[float]) -> float:
    return sorted(times)[len(times) // 2] if times else 0
