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


PAGES = ("/home/", "/e/country/", "/e/country/people/", "/e/country/groups/", "/e/beside/")
"""What its convener opens of the ecosystem into which rows come, and a page of another."""


def planted(at: datetime) -> Any:
    """The ecosystem to import into, with its convener, and another beside it."""
    from hedgerow.commons.ecosystems.models import Ecosystem
    from hedgerow.commons.membership.models import Assignment
    from hedgerow.commons.people.models import Person

    Ecosystem.objects.get_or_create(slug="beside", defaults={"name": "Beside", "created_at": at})
    own, _made = Ecosystem.objects.get_or_create(
        slug="country", defaults={"name": "Country", "created_at": at}
    )
    convener, _made = Person.objects.get_or_create(
        kept_by=own, code="convener", defaults={"name": "Ada Nova", "created_at": at}
    )
    Assignment.objects.get_or_create(
        ecosystem=own, person=convener, role="convener", starts=at.date()
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

    browser = _signed_in(Client(SERVER_NAME="127.0.0.1"))
    pages: list[tuple[float, str]] = []
    changes: list[float] = []
    for path in PAGES:
        _page(browser, path)
    _change(0)
    print("ready", flush=True)
    number = 0
    while not select.select([sys.stdin], [], [], BETWEEN)[0]:
        number += 1
        path = PAGES[number % len(PAGES)]
        pages.append((_took(lambda path=path: _page(browser, path)), path))
        changes.append(_took(lambda n=number: _change(n)))
    slowest, path = max(pages, default=(0, ""))
    said = {"pages_asked": len(pages), "page_slowest_ms": slowest, "page_slowest": path}
    said["page_p50_ms"] = _middle([took for took, _path in pages])
    said["change_slowest_ms"] = max(changes, default=0)
    print(json.dumps(said | {"change_p50_ms": _middle(changes), "refused": _refused}), flush=True)


_refused = 0


def _signed_in(browser: Any) -> Any:
    """The browser of the convener."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore

    from hedgerow.commons.people.models import Person

    session = SessionStore()
    session["person_id"] = Person.objects.get(kept_by__slug="country", code="convener").pk
    session.create()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return browser


def _page(browser: Any, path: str) -> None:
    answer = browser.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")


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
