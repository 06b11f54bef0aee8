"""Whether there is anything that measures could read in an earlier window."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from hedgerow.foundation.warehouse import parquet
from hedgerow.foundation.warehouse.queries import steadily, table
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.foundation.warehouse.schemas import SAMPLED, SCHEMAS

MONTHLY: Final = tuple(schema.name for schema in SCHEMAS.values() if schema.monthly)
"""Tables of what happened, cut by the month it happened or began in."""


def is_recorded(ecosystems: Sequence[int], window: Window) -> bool:
    """Whether something happened there by the end of the window, or a sample was drawn in it.

    Where neither is so, every measure of the window is insufficient: none is sufficient without
    sessions, enrolments that ended or drawn records. Told from the names of the files, so that the
    month in which the window ends counts whole.
    """
    last = f"{window.ends:%Y-%m}"
    happened = (
        month <= last
        for name in MONTHLY
        for one in ecosystems
        for month in parquet.months(name, one)
    )
    return any(happened) or steadily(partial(_is_sampled, ecosystems, window))


def _is_sampled(ecosystems: Sequence[int], window: Window) -> bool:
    rows = table(SAMPLED.name, ecosystems)
    drawn = rows.filter(rows.day.between(window.starts, window.ends)).count()
    return int(drawn.execute()) > 0
