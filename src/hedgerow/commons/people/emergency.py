"""Whether a family said whom to call for a learner, as an app above keeps it, and where it does.

Such an app calls ``register`` once, in ``ready``; others ask here without knowing which it is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hedgerow.commons.ecosystems.models import Ecosystem

from .models import Person


@dataclass(frozen=True, slots=True)
class Kept:
    """``is_empty``: nothing is kept there of the learner; ``page``: where who answers for them fills it."""

    is_empty: Callable[[Ecosystem, Person], bool]
    page: Callable[[Ecosystem, Person], str]


_kept: list[Kept] = []


def register(kept: Kept) -> None:
    """Have it asked; once is enough."""
    if kept not in _kept:
        _kept.append(kept)


def page_to_fill(ecosystem: Ecosystem, learner: Person) -> str:
    """The address of the page that is empty yet; empty itself where all is said, or nobody keeps it."""
    return next(
        (one.page(ecosystem, learner) for one in _kept if one.is_empty(ecosystem, learner)), ""
    )
