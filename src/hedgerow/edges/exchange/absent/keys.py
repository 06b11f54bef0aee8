"""Keys of very many rows, kept as runs: who comes in together stands together."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

Run = Sequence[int]


@dataclass(frozen=True, slots=True)
class Keys:
    """First and last key of each run, ascending; no two runs touch."""

    firsts: tuple[int, ...] = ()
    lasts: tuple[int, ...] = ()

    @classmethod
    def of_runs(cls, runs: Iterable[Run]) -> "Keys":
        """The keys of runs in whatever order; they may overlap."""
        firsts: list[int] = []
        lasts: list[int] = []
        for first, last in sorted((one[0], one[1]) for one in runs):
            if lasts and first <= lasts[-1] + 1:
                lasts[-1] = max(lasts[-1], last)
            else:
                firsts.append(first)
                lasts.append(last)
        return cls(tuple(firsts), tuple(lasts))

    @classmethod
    def of_column(cls, keys: "pl.Series") -> "Keys":
        """The keys of a column in whatever order, of which there may be a million."""
        there = keys.unique().sort()
        if there.is_empty():
            return cls()
        begins = there.diff() != 1
        firsts = there.filter(begins.fill_null(value=True)).to_list()
        lasts = there.filter(begins.shift(-1).fill_null(value=True)).to_list()
        return cls(tuple(firsts), tuple(lasts))

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, int):
            return False
        at = bisect_right(self.firsts, key) - 1
        return at >= 0 and key <= self.lasts[at]

    def __bool__(self) -> bool:
        return bool(self.firsts)

    def __or__(self, other: "Keys") -> "Keys":
        return Keys.of_runs([*self.runs(), *other.runs()])

    def runs(self) -> list[list[int]]:
        return [list(one) for one in zip(self.firsts, self.lasts, strict=True)]

    def column(self) -> "pl.Series":
        """Every key, ascending."""
        import polars as pl  # slow to import

        runs = pl.DataFrame(
            {"first": self.firsts, "last": self.lasts},
            schema=dict.fromkeys(("first", "last"), pl.Int64),
        )
        each = runs.select(key=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int64))
        return each.explode("key")["key"]
