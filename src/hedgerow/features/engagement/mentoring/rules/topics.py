"""What one helps with: what is taught, and not what a network says of itself."""

from typing import Final

OF_THE_NETWORK: Final = frozenset({
    "benchmarks", "changes", "components", "conditions", "goals", "indicators", "pillars",
    "principles", "priorities", "protocol", "review", "routes", "rules", "steps", "values",
})  # fmt: skip
"""In the kind of a framework whose items nobody is taught: where a network wants to go, and how."""


def is_taught(kind: str) -> bool:
    """Whether a framework of that kind has what one can teach; one that is not known is taken to."""
    return not OF_THE_NETWORK & {*kind.lower().split("-")}
