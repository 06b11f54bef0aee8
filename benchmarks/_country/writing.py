"""The whole country, table by table."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import connection, transaction

from . import belonging, figures, working
from .filling import Dialect, run
from .indexes import unchecked
from .size import Country

STEPS = (*belonging.STEPS, *working.STEPS, *figures.STEPS)


def write(scale: float, tell: Callable[[str, float], None]) -> Country:
    """Write the country; ``tell`` hears each table and the seconds it took."""
    country = Country.of(scale)
    with unchecked():
        for step in STEPS:
            begun = time.perf_counter()
            with transaction.atomic():
                step(country, Dialect())
            tell(step.__name__, time.perf_counter() - begun)
    _settle()
    return country


def _settle() -> None:
    """Sequences after the highest id, and the planner's statistics."""
    if connection.vendor != "sqlite":
        from django.apps import apps
        from django.core.management.color import no_style

        for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            run(sql)
    run("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
