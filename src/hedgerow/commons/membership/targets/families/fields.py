"""The fields of a line: the learner's own, and the same few of each guardian."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy

from hedgerow.foundation.targets import Field, Kind

from ..people import PEOPLE

GUARDIANS: Final = ("guardian1", "guardian2")
OF_LEARNER: Final = (
    "name", "code", "called", "born", "organisation_code", "organisation_name", "grade", "group_name",
    "starts", "email", "phone", "language",
)  # fmt: skip
OF_GUARDIAN: Final = ("name", "code", "email", "phone", "language")
"""What a line says of a guardian as a person; the relation is the tie's."""


def column(guardian: str, name: str) -> str:
    """The field of a line that says it of a guardian: ``guardian1_email``."""
    return f"{guardian}_{name}"


def _own() -> list[Field]:
    """The learner's, as they are of people; an empty cell says nothing."""
    there: Mapping[str, Field] = {one.name: one for one in PEOPLE.fields}
    found = []
    for name in OF_LEARNER:
        one = there[name]
        must = name == "name"
        meaning = {
            "code": gettext_lazy(
                "your number for the learner; without one, name and birth date tell"
            ),
            "group_name": gettext_lazy(
                "name of the group that the learner is in, which is here already"
            ),
            "starts": gettext_lazy("first day at the school; today if empty"),
        }.get(name, one.meaning)
        found.append(
            Field(name, one.kind, meaning, must, one.longest, example=one.example, silent=not must)
        )
    return found


def _of_guardian(guardian: str) -> list[Field]:
    meanings = {
        "name": gettext_lazy("name of the guardian"),
        "code": gettext_lazy("your number for the guardian, if there is one"),
        "relation": gettext_lazy("mother, father, grandparent…"),
        "email": gettext_lazy("the guardian's e-mail address"),
        "phone": gettext_lazy("the guardian's telephone"),
        "language": gettext_lazy("the guardian's language: its name, or its code such as es"),
    }
    kinds: Mapping[str, Kind] = {"email": "email", "language": "language"}
    longest = {"name": 200, "code": 60, "relation": 40, "email": 254, "phone": 40, "language": 10}
    return [
        Field(column(guardian, name), kinds.get(name, "text"), meaning,
              longest=longest[name], silent=True)
        for name, meaning in meanings.items()
    ]  # fmt: skip


FIELDS: Final = (*_own(), *(one for each in GUARDIANS for one in _of_guardian(each)))
