"""A list of classes: one a line, with its school, year and class teacher, and nobody who is in it."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Target

from ..catalogue import TARGETS
from .families import is_others
from .folded import plain
from .learners import meaning_of, says_class
from .plainly import is_count, is_nothing
from .timetable import WHO_LEADS

LIKE_CLASS: Final = re.compile(r"(?=.*\d)\S{1,8}(?: \S{1,8})?")
"""“5a”, “Oaks 5”, “CM1 A”: with a number, as no name of a person has."""
OF_SOMEBODY: Final = ("name", "born", "called", "code")
WEIGHT: Final = 3.0
"""What it says for groups, so that a class teacher beside is not taken for whom the line is of."""


def leads_class(heading: str) -> bool:
    """Whether a column says who teaches or leads the class."""
    return is_others(heading) or plain(heading) in WHO_LEADS


def lists_classes(columns: Sequence[str], values: Mapping[str, Sequence[str]], rows: int) -> bool:
    """Whether each line is a class: named once, with something of it beside, and with no learner."""
    said = [one for one in columns if says_class(one)]
    named = said or [one for one in columns if _like_classes(one, values[one])]
    if len(named) != 1 or rows != len({*values[named[0]]}):
        return False
    others = [one for one in columns if one not in named]
    led = [one for one in others if leads_class(one)]
    if any(_is_somebody(one, values[one]) for one in others if one not in led):
        return False
    groups = TARGETS["groups"]
    beside = any(is_count(one) or meaning_of(groups, one)[0] for one in others)
    return bool(led) or (beside and says_class(named[0]))


def of_leader(target: Target, heading: str) -> str:
    """Why a class teacher fills nothing; empty of other columns."""
    if target.name != "groups" or not leads_class(heading):
        return ""
    return _("who leads a class comes in by a list of who is in which group, or on its page")


def _like_classes(heading: str, values: Sequence[str]) -> bool:
    like = bool(values) and all(LIKE_CLASS.fullmatch(one) for one in values)
    return like and meaning_of(TARGETS["people"], heading)[0] == "name"


def _is_somebody(heading: str, values: Sequence[str]) -> bool:
    """Whether a column says of whom a line is: not one that counts, nor one that nobody keeps."""
    if is_count(heading) or is_nothing(heading):
        return False
    field, _word = meaning_of(TARGETS["people"], heading)
    counts = bool(values) and all(one.isdigit() and len(one) <= 3 for one in values)
    return field in OF_SOMEBODY and not counts
