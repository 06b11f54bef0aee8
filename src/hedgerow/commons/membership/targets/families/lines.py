"""Lines of families as rows of people and of guardians, each with the columns that it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Diff, Record, Value

from .fields import GUARDIANS, OF_GUARDIAN, column
from .guardians import Guardians, Mention
from .here import Here
from .learners import learner_of
from .said import shared_in


@dataclass(frozen=True, slots=True)
class Made:
    """A row made of a line; ``columns`` maps its fields to those of the line."""

    values: Mapping[str, Value]
    line: Record
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lines:
    """What the lines come to; ``found`` has the problems."""

    people: list[Made]
    ties: list[Made]
    found: Diff


def taken_apart(records: Sequence[Record], here: Here, own: str, today: date) -> Lines:
    """Rows of people, learners and guardians each once, and of ties; the erased have none."""
    lines = Lines([], [], Diff())
    guardians = Guardians(here, own, lines.found, shared_in(records))
    for record in records:
        if not record.text("name"):
            continue
        learner = learner_of(record, here, own, lines.found)
        if learner is None:
            continue
        lines.people.append(Made(learner, record))
        if learner["code"] not in here.erased:
            _take_guardians(lines, guardians, record, str(learner["code"]), today)
    for one in guardians.mentions.values():
        lines.people.append(Made(one.values, one.record, _columns(one.guardian)))
    return lines


def _take_guardians(
    lines: Lines, guardians: Guardians, record: Record, learner: str, today: date
) -> None:
    seen: list[Mention] = []
    for guardian in GUARDIANS:
        mention = guardians.take(record, guardian, learner)
        if mention in seen:
            expected = _("another guardian than the first")
            name = column(guardian, "name")
            lines.found.refuse(record, name, expected, "membership.two_guardians")
        elif mention is not None:
            seen.append(mention)
            if mention.code not in guardians.here.erased:
                since = guardians.here.ties.get(learner, {}).get(mention.code)
                starts = since or record.values.get("starts") or today
                lines.ties.append(_tie(record, guardian, learner, mention.code, starts))


def _tie(record: Record, guardian: str, learner: str, code: str, starts: Value) -> Made:
    relation = column(guardian, "relation")
    values = {"guardian_code": code, "learner_code": learner, "starts": starts}
    if relation in record.values:
        values["relation"] = record.values[relation]
    columns = {"guardian_code": column(guardian, "name"), "learner_code": "name",
               "relation": relation}  # fmt: skip
    return Made(values, record, columns)


def _columns(guardian: str) -> Mapping[str, str]:
    return {name: column(guardian, name) for name in OF_GUARDIAN}
