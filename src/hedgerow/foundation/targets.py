"""What a spreadsheet can fill: each app's ``targets.py`` declares it, ``edges/exchange`` uses it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from django.utils.functional import Promise

from .permissions import Actor

if TYPE_CHECKING:
    import polars as pl

Value = str | int | Decimal | date | time | None
Values = Mapping[str, Value]
Text = str | Promise
Kind = Literal["text", "whole", "number", "date", "time", "yes", "email", "web", "language"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a target.

    ``longest`` is the most characters of a text, ``most`` the highest whole number; ``choices``
    are the only texts allowed besides none; ``example`` stands in the template spreadsheet. An
    empty cell of a ``silent`` field says nothing: what stands there stays. Texts are of one line but for
    those with ``lines``.
    """

    name: str
    kind: Kind
    meaning: Text
    required: bool = False
    longest: int = 300
    most: int = 2_147_483_647
    choices: tuple[str, ...] = ()
    example: str = ""
    silent: bool = False
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Typed values from ``line`` (1 is the first line of the file), of one block of a mapping.

    ``was`` holds what a changed record replaces: field → value that stands there now. A record without
    a code has in ``made_of`` the fields by which it is told from others, of which one is made.
    """

    line: int
    label: str
    values: Values
    was: Values | None = None
    made_of: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """A field as text; empty where there is none."""
        value = self.values.get(name)
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Problem:
    """What stops an import: where, what stood there, and what was expected.

    ``column`` names a field of the target until the mapping of ``label`` has said which column.
    """

    line: int
    column: str
    value: str
    expected: str
    code: str
    file: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Many:
    """Records of one target by columns: those that are new, and how many stay as they are.

    ``new`` has the fields by name, days as text, and each record's ``line``; nothing stands where
    a record says nothing of a field. The first of both kinds are there as records.
    """

    new: "pl.DataFrame"
    unchanged: int
    first_new: tuple[Record, ...] = ()
    first_unchanged: tuple[Record, ...] = ()


@dataclass(slots=True)
class Diff:
    """Records against the rows there are; nothing is saved while there are problems.

    ``many`` are further records by target, of sets that have hundreds of thousands. ``notes`` tell of
    cells of which nothing comes; they stop nothing.
    """

    new: list[Record] = field(default_factory=list)
    changed: list[Record] = field(default_factory=list)
    unchanged: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    many: dict[str, Many] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)

    @property
    def written(self) -> list[Record]:
        """The records that an import writes."""
        return [*self.new, *self.changed]

    @property
    def writes(self) -> bool:
        """Whether an import writes anything."""
        more = any(len(one.new) for one in self.many.values())
        return bool(self.new or self.changed or more)

    def compare(self, record: Record, known: Values | None) -> None:
        """Sort a record in by the row that stands there now (None: none does)."""
        if known is None:
            self.new.append(record)
            return
        given = record.values
        was = {name: now for name, now in known.items() if name in given and given[name] != now}
        if was:
            self.changed.append(replace(record, was=was))
        else:
            self.unchanged.append(record)

    def refuse(self, record: Record, column: str, expected: Text, code: str) -> None:
        """Note what is wrong with one field of a record."""
        self.problems.append(_told(record, column, expected, code))

    def pass_over(self, record: Record, column: str, why: Text, code: str) -> None:
        """Note that nothing comes of one field of a record, and why."""
        self.notes.append(_told(record, column, why, code))


def _told(record: Record, column: str, said: Text, code: str) -> Problem:
    return Problem(record.line, column, record.text(column), str(said), code, label=record.label)


@dataclass(frozen=True, slots=True)
class Coming:
    """Codes that come in by the same import before the records that are compared.

    ``organisations`` are kind and code, each with an empty kind too; ``leaders`` are persons who
    get a role by which one may lead, each with its last day (date.max while it goes on).
    """

    organisations: frozenset[tuple[str, str]] = frozenset()
    people: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    leaders: Mapping[str, date] = field(default_factory=dict)


NOTHING = Coming()


Coder = Callable[[Any, Sequence[Record], Diff], Sequence[Record]]
Meeter = Callable[[Any, Sequence[Record], Diff, Actor], Sequence[Record]]


def nothing(_ecosystem: Any, _diff: "Diff") -> Iterable[Any]:
    """No rows: what saving a target that only adds does to those there are."""
    return ()


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of row that files can fill; ``key`` names the fields that identify a row.

    ``diff(ecosystem, records)`` reads; where several targets come in at once, those that refer to
    others take what is ``coming`` besides. ``save(ecosystem, diff, by, at)`` writes the new and
    changed records through the set actions of its app, in the caller's transaction.
    ``touches(ecosystem, diff)`` gives, as querysets, the rows there are that saving may change:
    they are read before and after, so that an import can be undone. Where it is ``mixed``, its
    records become those of several targets, and the label of each compared one names which.
    ``coded(ecosystem, records, found)`` gives those that are ``made_of`` something the code of whom or
    what they mean here, else a made one, and refuses in ``found`` what is unsure; ``made_of`` are the
    fields that tell rows apart, the best choice first, of the last as many as a file has. ``instead``
    are fields that have to be filled, each with the one that may be filled in its place: a name for a code. Of
    such records ``met(ecosystem, records, found, by)`` gives those that are ``made_of`` something the
    codes of whom and what they name, among those whom the actor may see, and refuses in ``found`` the others.
    Two rows of one key that say the same but for a field of ``apart`` are two: a learner in two classes.
    """

    name: str
    title: Text
    fields: Sequence[Field]
    key: Sequence[str]
    diff: Callable[..., Diff]
    save: Callable[[Any, Diff, Actor, datetime], None]
    touches: Callable[[Any, Diff], Iterable[Any]] = nothing
    mixed: bool = False
    coded: Coder | None = None
    made_of: Sequence[Sequence[str]] = ()
    met: Meeter | None = None
    instead: Sequence[tuple[str, str]] = ()
    apart: Sequence[str] = ()

    def are_two(self, one: Record, other: Record) -> bool:
        """Whether two records of one key differ in such a field, and in nothing else."""
        differs = {
            name
            for name in one.values.keys() | other.values.keys()
            if one.values.get(name) != other.values.get(name)
        }
        return bool(differs) and differs <= {*self.apart}

    def needed(self, filled: Collection[str]) -> set[str]:
        """The fields that have to be filled, by those that are: not where another is in their place."""
        spared = {name for name, other in self.instead if other in filled}
        return {one.name for one in self.fields if one.required} - spared
