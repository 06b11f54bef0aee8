"""Columns that name a person, a group or an activity where others give its code."""

from collections.abc import Sequence
from typing import Final

from hedgerow.foundation.targets import Target

from ..catalogue import TARGETS
from . import contents, further
from .folded import plain
from .learners import NAMING, OF_LEARNERS, meaning_of, name_or_code, says_class
from .sections import YEAR

OF_PERSON: Final = {
    "code": "person_code", "name": "name", "born": "born", "role": "role",
    "organisation_code": "organisation_code", "organisation_name": "organisation_name",
}  # fmt: skip
"""What a heading means of people → the same of whom a line of places names."""
TITLES: Final = further.names("titles") | frozenset(
    ("name", "nombre", "nome", "nom", "title", "titulo", "titel", "intitule", "الاسم")
)
"""Words for the title of whatever it is."""


def meaning_by_name(
    target: Target, heading: str, values: Sequence[str], means: tuple[str, str]
) -> tuple[str, str]:
    """What a heading means where names may stand for codes, by what it ``means`` else."""
    names = {one.name for one in target.fields}
    if target.name == "groups" and means[0] in ("", "organisation_code"):
        return _school(heading, values, means)
    if target.name not in (*NAMING, *OF_LEARNERS):
        return means
    things = (
        ("group_name", "group_code", says_class),
        ("activity_title", "activity_code", says_activity),
    )
    for name, code, says in things:
        free = means[0] in ("", name, code) and plain(heading) not in TITLES
        if name in names and free and says(heading):
            coded = code in names and contents.all_match(values, contents.CODE)
            if target.name == "enrolments" and contents.all_match(values, YEAR):
                coded = False  # the number of a class within its year
            return (code if coded else name), means[1] or plain(heading)
    if means[0] == "organisation_code" and "organisation_name" in names:
        return _school(heading, values, means)
    if target.name in NAMING and means[0] in ("", "person_code"):
        said, word = meaning_of(TARGETS["people"], heading)
        said = name_or_code(contents.site_field(said, values), heading, values)
        if said in OF_PERSON:
            return OF_PERSON[said], word
    return means


def _school(heading: str, values: Sequence[str], means: tuple[str, str]) -> tuple[str, str]:
    """“School” alone says its name, or its code."""
    said, word = meaning_of(TARGETS["people"], heading)
    if said not in ("organisation_code", "organisation_name"):
        return means
    return contents.site_field(said, values), means[1] or word


def says_activity(heading: str) -> bool:
    """Whether a column says which activity it is."""
    field, _word = meaning_of(TARGETS["activities"], heading)
    return field == "title"
