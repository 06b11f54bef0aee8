"""Columns that say a class: the year in one and the section in another, and whether any of the groups is here."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Target

from . import contents
from .learners import says_class

GROUP: Final = "group_name"
YEAR: Final = re.compile(r"[0-9]{1,2}")


def class_numbers(columns: Sequence[str], values: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Columns of classes that say their years alone, beside one that says which of the year."""
    said = [one for one in columns if says_class(one)]
    years = {one for one in said if contents.all_match(values[one], YEAR)}
    return frozenset(years) if len(years) < len(said) else frozenset()


def of_number(target: Target) -> tuple[str, str]:
    """The field of such a column, and why."""
    has_grade = any(one.name == "grade" for one in target.fields)
    reason = _("it says the year of the class, and another column says which of the year")
    return "grade" if has_grade else "", reason
