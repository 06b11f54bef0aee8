"""In which order siblings stand, and what items are called that have no code. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from .native import LONGEST_CODE, text_at
from .values import Unfit, whole


def sequence_of(place: Mapping[str, Any] | None) -> float:
    """By what siblings are ordered; those without a number come last, as they stand."""
    found = whole_of((place or {}).get("sequenceNumber"))
    return float("inf") if found is None else found


def are_in_order(places: Sequence[Mapping[str, Any] | None]) -> bool:
    """Whether siblings would be read in this order."""
    numbers = [sequence_of(one) for one in places]
    return all(one <= other for one, other in pairwise(numbers))


def own_kind(kind: str) -> str:
    """A kind that the standard does not know, as one of its extensions."""
    plain = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "-" for sign in kind
    )
    return f"ext:{plain.removeprefix('ext-')[:70] or 'other'}"


def whole_of(value: Any) -> int | None:
    try:
        found = whole(value)
    except Unfit:
        return None
    return found if abs(found) < 2**31 else None


def codes_of(
    raw: Mapping[str, Mapping[str, Any]],
    order: Sequence[str],
    parent: Callable[[str], str],
    root: str,
) -> dict[str, tuple[str, bool]]:
    """The code of each item, and whether it is invented: its number in the tree, such as 2.1."""
    given = {one: text_at(raw[one], "humanCodingScheme").strip() for one in order}
    times = Counter(given.values())
    numbers: dict[str, str] = {}
    counted: Counter[str] = Counter()
    found = {}
    for one in order:
        above = parent(one)
        counted[above] += 1
        numbers[one] = (
            f"{numbers[above]}.{counted[above]}" if above != root else str(counted[above])
        )
        own = given[one]
        is_own = bool(own) and times[own] == 1 and len(own) <= LONGEST_CODE
        invented = f"{own[:40]}~{numbers[one]}" if own else numbers[one]
        found[one] = (own if is_own else invented[-LONGEST_CODE:], not is_own)
    return found
