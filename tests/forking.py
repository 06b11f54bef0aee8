"""The program that others are forked from: what they import is here already, once for hundreds.

A process of its own takes two seconds to import the product and a hundredth of that to fork. Each
order is a line of JSON, and so is each answer: ``start`` forks and calls the ``main`` of a module, with
an environment and files for what it says; ``poll`` says how one ended, or nothing; ``stopped`` waits
until one sleeps or has ended. What is started reads its environment anew, settings and all.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
from typing import Any, NoReturn

from hedgerow.foundation.collecting import uncollected

LOADED = (
    "tests.kill.counting",
    "tests.installation.commands",
    "tests.installation.rows",
    "hedgerow.foundation.jobs.process",
    "hedgerow.edges.blueprints.everything",
    "hedgerow.foundation.installation.management.commands.migrate",
    "django.db.backends.postgresql.base",
)
"""What is started so, and what it imports later."""


def serve() -> None:
    """Answer orders until nobody gives any."""
    while line := sys.stdin.readline():
        order = json.loads(line)
        if order["do"] == "start":
            process = os.fork()
            if not process:
                become(order)
            answer: int | None = process
        else:
            answer = ended(order["process"], os.WNOHANG if order["do"] == "poll" else os.WUNTRACED)
        print(json.dumps(answer), flush=True)


def ended(process: int, how: int) -> int | None:
    """The exit code, negative for a signal; nothing of one that is still there."""
    found, status = os.waitpid(process, how)
    return None if not found or os.WIFSTOPPED(status) else os.waitstatus_to_exitcode(status)


def become(order: dict[str, Any]) -> NoReturn:
    """End as what was asked for: with own environment, own files, own settings."""
    files = (os.open(os.devnull, os.O_RDONLY), *(_opened(order[name]) for name in ("out", "err")))
    for number, file in enumerate(files):
        os.dup2(file, number)
    os.environ.clear()
    os.environ.update(order["environment"])
    renew()
    module = sys.modules["__main__"] = importlib.import_module(order["module"])
    sys.exit(module.main(*order["arguments"]))


def _opened(name: str) -> int:
    return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def renew() -> None:
    """Forget the settings, and what was made of them."""
    from asgiref.local import Local
    from django.conf import empty, settings
    from django.core.cache import caches
    from django.db import connections

    importlib.reload(sys.modules["hedgerow.config.env"])
    importlib.reload(sys.modules["hedgerow.config.settings"])
    settings._wrapped = empty
    settings._setup()  # type: ignore[attr-defined]
    for handler in (connections, caches):
        handler.__dict__.pop("settings", None)
        handler._settings = None  # type: ignore[attr-defined]
        handler._connections = Local(handler.thread_critical)  # type: ignore[attr-defined]


if __name__ == "__main__":
    with uncollected():
        for module in LOADED:
            importlib.import_module(module)
    gc.freeze()
    serve()
