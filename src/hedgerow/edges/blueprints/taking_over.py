"""A blueprint as whoever takes it over has it: its pattern is theirs, and no longer made up."""

from typing import Any, Final

from .invented import without_marks
from .schema import Blueprint

TRUE_THERE: Final = frozenset({"territory", "figures"})
"""What is said of the original and its source stays as it was, invented numbers too."""
INVENTED: Final = "Simulated"
"""With this begins the source of what no source records."""


def as_own(one: Blueprint) -> Blueprint:
    """The same with no mark of what was made up for show, but for numbers of the original.

    A blueprint marks what no source records of the original. Where somebody runs an ecosystem by it,
    its kinds, terms, tiers and scales are those by which they work, and a source that says that
    they were invented becomes the blueprint.
    """
    rows = one.model_dump(exclude={*TRUE_THERE, "history"})
    source = f"Blueprint of {one.identity.name}"[:300]
    kept = {name: getattr(one, name) for name in (*TRUE_THERE, "history")}
    return Blueprint.model_validate({**_sourced(without_marks(rows), source), **kept})


def _sourced(value: Any, source: str) -> Any:
    if isinstance(value, dict):
        return {
            key: source
            if key == "source" and str(row).startswith(INVENTED)
            else _sourced(row, source)
            for key, row in value.items()
        }
    if isinstance(value, list | tuple):
        return [_sourced(row, source) for row in value]
    return value
