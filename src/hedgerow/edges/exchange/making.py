"""Rows without a code: what tells them apart in a file, and which of them cannot be told apart."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Diff, Problem, Record, Target, Value, Values

from .mappings import Rows

CODE = "code"
DATED = "born"
"""Of those of whom a code is made, what a row may not leave empty besides what is always needed."""


def identity(target: Target, filled: Collection[str]) -> tuple[str, ...]:
    """The fields of a target of which codes are made, by those that a file fills; none where it makes none."""
    whole = next((one for one in target.made_of if set(one) <= set(filled)), None)
    last = target.made_of[-1] if target.made_of else ()
    return tuple(whole or (name for name in last if name in filled))


def makes_codes(target: Target, filled: Collection[str]) -> bool:
    """Whether rows of a target need codes, and would have them made, by the fields that a file fills."""
    named = bool(target.made_of) and target.made_of[0][0] in filled
    return named and target.coded is not None and CODE not in filled


def made_of(rows: Rows) -> tuple[str, ...]:
    """The fields of which a block of rows has its codes made."""
    return tuple(rows.fields[CODE].made_of) if CODE in rows.fields else ()


def misfits(rows: Rows, target: Target) -> Iterator[Problem]:
    """Fields for which nothing can be made, and those that would be needed for it and are not filled."""
    for name, source in rows.fields.items():
        if source.made_of and (name != CODE or target.coded is None):
            expected = _("a column or a constant: only a code is made, of what has one of its own")
            yield Problem(0, name, rows.label, expected, "exchange.not_made", "mapping")
    known = {one for fields in target.made_of for one in fields}
    for name in made_of(rows) if target.coded else ():
        if name not in known or name not in rows.fields:
            expected = _("fields that are filled, of: %(choices)s") % {
                "choices": ", ".join(sorted(known))
            }
            yield Problem(0, name, rows.label, expected, "exchange.not_made", "mapping")


@dataclass(frozen=True, slots=True)
class Named:
    """Of a block: the fields in whose place a name may stand, with it, and by what such rows are told apart."""

    pairs: tuple[tuple[str, str], ...] = ()
    telling: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(name for name, _other in self.pairs)

    def told(self, values: Values) -> tuple[str, ...]:
        """By what a row is told from others, where a name stands in it for a code."""
        return () if all(values.get(name) for name in self.fields) else self.telling

    def lacking(
        self, line: int, values: Values, wrong: Collection[str], problems: list[Problem]
    ) -> set[str]:
        """What neither a code nor a name says in a row; it is noted."""
        empty = set()
        for name, other in self.pairs:
            if not (values.get(name) or values.get(other) or {name, other} & {*wrong}):
                column = self.columns.get(name) or self.columns[other]
                expected = _("a code, or a name in its place")
                problems.append(Problem(line, column, "", expected, "exchange.value"))
                empty.add(name)
        return empty


NAMED = Named()


def named(rows: Rows, target: Target, here: Collection[str]) -> Named:
    """The names that may stand for codes in a block, by the fields that the file fills."""
    pairs = tuple((name, other) for name, other in target.instead if other in here)
    if not pairs:
        return NAMED
    columns = {name: source.said or name for name, source in rows.fields.items() if name in here}
    return Named(pairs, tuple(one for one in target.made_of[0] if one in here), columns)


def spared(convert: Callable[[str], Value], empty: bool) -> Callable[[str], Value]:
    """Where a code will be made, or found by a name, an empty cell is no problem."""
    return (lambda text: convert(text) if text else "") if empty else convert


def told_by(record: Record) -> tuple[str, ...]:
    """What tells a row from others that have no code either."""
    return tuple(sort_name(record.text(name)) for name in record.made_of)


def lacking(
    record: Record, rows: Rows, wrong: Collection[str], problems: list[Problem]
) -> set[str]:
    """What a row leaves empty of which its code would be made; it is noted."""
    if (
        not record.made_of
        or DATED not in made_of(rows)
        or DATED in wrong
        or record.values.get(DATED)
    ):
        return set()
    expected = _("a birth date, of which the code is made, or a code in a column for it")
    column = rows.fields[DATED].said or DATED
    problems.append(Problem(record.line, column, "", expected, "exchange.no_code"))
    return {DATED}


def namesakes(record: Record, first: Record, rows: Rows) -> Problem:
    """Two rows that nothing of which codes are made tells apart."""
    column = " + ".join(rows.fields[name].said or name for name in record.made_of)
    value = " / ".join(filter(None, map(record.text, record.made_of)))
    expected = _("something that tells it from line %(line)s, which says the same: a code for each in a column for "
                 "it. If it is the same row twice, take one out") % {"line": first.line}  # fmt: skip
    return Problem(record.line, column, value, expected, "exchange.namesakes")


def with_codes(
    ecosystem: Ecosystem, target: Target, records: Sequence[Record], unsure: Diff, by: Actor
) -> Sequence[Record]:
    """The records, each with a code; what cannot have one, or has another's, is refused in ``unsure``."""
    if not any(one.made_of for one in records):
        return records
    if target.met is not None:
        coded = target.met(ecosystem, records, unsure, by)
    elif target.coded is not None:
        coded = target.coded(ecosystem, records, unsure)
    else:
        return records
    first: dict[tuple[Value, ...], Record] = {}
    kept = []
    for one in coded:
        other = first.setdefault(tuple(one.values.get(name) for name in target.key), one)
        if other is one or not (one.made_of or other.made_of) or target.are_two(one, other):
            kept.append(one)
            continue
        expected = _("no second row like that of line %(line)s") % {"line": other.line}
        unsure.refuse(one, one.made_of[0] if one.made_of else CODE, expected, "exchange.duplicate")
    return kept
