"""Codes for rows of files that have none: the same for the same row, and telling nothing of it."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Diff, Record, Value

from .erased_codes import mark
from .rules import sort_name

LIKE_LEARNERS = ("name", "born")
"""Made of these, a code is that of the same learner in a file of families."""


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody or something here of the name that a record has; ``code`` may be empty."""

    name: str
    code: str


Near = Callable[[Record], tuple[Sequence[Namesake], bool]]
"""Whom or what here the record means, and whether that is unsure."""


def made_code(own: str, *parts: str) -> str:
    """A code for somebody or something that has none. ``own`` is the ecosystem's uuid."""
    return f"F-{mark(own, '|'.join(parts))[:12]}"


def code_of(own: str, kind: str, record: Record) -> str:
    """The code that is made of what tells the record from others."""
    said = {name: sort_name(record.text(name)) for name in record.made_of}
    if record.made_of == LIKE_LEARNERS:
        return made_code(own, "learner", *said.values())
    return made_code(own, kind, *(f"{name}={text}" for name, text in said.items()))


def uncoded(records: Sequence[Record]) -> list[Record]:
    """The records for which a code is to be made."""
    return [one for one in records if one.made_of and not one.text("code")]


def with_codes(
    records: Sequence[Record],
    found: Diff,
    *,
    made: Callable[[Record], str],
    there: Container[str],
    near: Near,
    name: str = "name",
) -> list[Record]:
    """The records, those without a code with that of whom they mean here, else with a made one.

    ``there`` are made codes that are here, or were before somebody was erased. What is unsure is
    refused in ``found`` and left out.
    """
    done = []
    for one in records:
        if one.made_of and not one.text("code"):
            values = _coded(one, found, made(one), there, near, name)
            if values is None:
                continue
            one = replace(one, values={**one.values, **values})  # noqa: PLW2901 - the same, with its code
        done.append(one)
    return done


def _coded(
    record: Record, found: Diff, code: str, there: Container[str], near: Near, name: str
) -> dict[str, Value] | None:
    """The code for a record, with the name as it stands here; None once a problem is noted."""
    same, unsure = ((), False) if code in there else near(record)
    if unsure or len(same) > 1:
        expected = _("a code, in a column for it: what is here of this name may be another")
        found.refuse(record, name, expected, "people.code_unsure")
        return None
    if not same:
        return {"code": code}
    if not same[0].code:
        expected = _("what has a code: “%(name)s” is here without one. Give it one on its page, then "
                     "send the file in again")  # fmt: skip
        found.refuse(record, name, expected % {"name": same[0].name}, "people.code_lacking")
        return None
    return {"code": same[0].code, name: same[0].name}
