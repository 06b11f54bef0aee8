"""Which columns make one name, and in which order."""

from collections.abc import Collection

from .families import without_child
from .folded import plain
from .learners import says_class
from .name_words import BARE, FIRST, LAST
from .plainly import plainly


def may_join(means: str, heading: str, joined: Collection[str]) -> bool:
    """Whether a further column may fill the field that these fill: first and family names make one name.

    So do the year and the section of a class.
    """
    if means.endswith("_name") and means.startswith("guardian"):
        return True
    if means != "name":
        return False
    if says_class(heading) and all(map(says_class, joined)):
        return True
    if _is_one(heading, BARE):
        return all(_is_one(one, LAST) for one in joined)
    return _is_one(heading, FIRST | LAST)


def order_of(heading: str) -> int:
    """First names stand first, those of the family last, whoever's they are."""
    said = f" {plain(heading)} "
    if any(f" {one} " in said for one in FIRST):
        return 0
    return 2 if any(f" {one} " in said for one in LAST) else 1


def _is_one(heading: str, words: Collection[str]) -> bool:
    said = plainly(heading)
    return not {plain(heading), said, without_child(heading), without_child(said)}.isdisjoint(words)
