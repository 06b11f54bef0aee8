"""Where a country lies, and a process with it at hand."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from .size import Country


def in_a_process(program: str, arguments: Sequence[str], scale: str, folder: Path) -> str:
    """What the program printed, run with a country's own settings, connection and caches."""
    environment = {**os.environ, "HEDGEROW_HOME": str(folder / scale)}
    if address := os.environ.get("HEDGEROW_DATABASE_URL"):
        environment["HEDGEROW_DATABASE_URL"] = _own_database(address, scale)
    done = subprocess.run(
        [sys.executable, program, *arguments],
        env=environment, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def _own_database(address: str, scale: str) -> str:
    import psycopg
    from psycopg import sql

    name = urlsplit(address).path[1:]
    own = f"{name}_country_{scale.replace('.', '_')}"
    with psycopg.connect(address, autocommit=True) as server:
        there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [own]).fetchone()
        if not there:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(own)))
    return urlsplit(address)._replace(path=f"/{own}").geturl()


def ready(scale: float) -> Country:
    """The country of this process, written where there is none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hedgerow.config.settings")
    import django

    django.setup()
    logging.disable(logging.INFO)
    from django.core.management import call_command

    from . import writing

    call_command("migrate", verbosity=0)
    from hedgerow.commons.ecosystems.models import Ecosystem
    from hedgerow.foundation.installation.statistics import renew_statistics

    if not Ecosystem.objects.filter(slug="country").exists():
        begun = time.perf_counter()
        writing.write(scale, lambda name, took: print(f"{name} {took:.1f} s", file=sys.stderr))
        print(f"written in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    renew_statistics()
    return Country.of(scale)
