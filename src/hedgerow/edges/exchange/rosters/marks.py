"""What stands around a text, and the marks of direction in it: in names some stay."""

from collections.abc import Iterable

import polars as pl

from hedgerow.foundation.texts import TURNING, straight

from .layout import NAMES
from .plain import BLANKS, SPACES


def bare(column: str, name: str, *, odd: bool) -> pl.Expr:
    """Without spaces around it, and but for names without what turns what stands after it."""
    text = pl.col(column)
    if not odd:
        return text.str.strip_chars(BLANKS).alias(name)
    text = text if name in NAMES else text.str.replace_all(TURNING.pattern, "")
    return text.str.strip_chars(SPACES).alias(name)


def straightened(frame: pl.DataFrame, places: Iterable[str]) -> pl.DataFrame:
    """With names that turn no more than themselves: as in a form, isolates stay that are closed."""
    turned = [
        name for name in places
        if name in NAMES and frame[name].str.contains(TURNING.pattern).any()
    ]  # fmt: skip
    named = [pl.Series(name, [_of_one_line(one) for one in frame[name]]) for name in turned]
    return frame.with_columns(named) if named else frame


def _of_one_line(name: str) -> str:
    """In several lines, which no name has, nothing turns anything."""
    return (TURNING.sub("", name) if len(name.splitlines()) > 1 else straight(name)).strip()
