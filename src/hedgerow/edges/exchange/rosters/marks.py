"""What stands around a text, and the marks of direction in it: in names some stay."""

from collections.abc import Iterable
from typing import Final

import polars as pl

from hedgerow.foundation.texts import TURNING, straight

from .layout import NAMES
from .plain import BLANKS, SPACES

BROKEN: Final = f"[{SPACES}]*[\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029][{SPACES}]*"
"""Where a cell breaks its line, with the blanks around; each of them stands for one blank."""
UNSEEN: Final = "[\x01-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]"
"""Signs that nobody types; of a NUL, which is told as a fault, ``fitting`` says what is wrong."""


def bare(column: str, name: str, *, odd: bool) -> pl.Expr:
    """In one line, without spaces around it, and but for names without what turns what stands after it.

    As ``cells.of_one_line`` has it for spreadsheets.
    """
    text = pl.col(column)
    if not odd:
        return text.str.strip_chars(BLANKS).alias(name)
    text = text.str.replace_all(BROKEN, " ").str.replace_all(UNSEEN, "")
    text = text if name in NAMES else text.str.replace_all(TURNING.pattern, "")
    return text.str.strip_chars(SPACES).alias(name)


def straightened(frame: pl.DataFrame, places: Iterable[str]) -> pl.DataFrame:
    """With names that turn no more than themselves: as in a form, isolates stay that are closed."""
    turned = [
        name for name in places
        if name in NAMES and frame[name].str.contains(TURNING.pattern).any()
    ]  # fmt: skip
    named = [pl.Series(name, [straight(one).strip() for one in frame[name]]) for name in turned]
    return frame.with_columns(named) if named else frame
