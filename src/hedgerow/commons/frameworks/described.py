"""A framework as a file describes it, against the one that is here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.sets import in_parts

from .models import Framework, Item, Scale

Row = dict[str, Any]
ENDS: Final = ("origin", "destination")


@dataclass(frozen=True, slots=True)
class Described:
    """A framework as a whole; its rows map the fields of their models.

    ``items`` stand in the order of the tree, each with the ``identifier`` of its ``parent`` or
    None; ``is_invented`` says that the code is not the file's own. Ends of ``ties`` are identifiers
    of items as text, with title and uri for those not found here. Some of ``scales`` are yet to be saved.
    """

    identifier: UUID
    values: Mapping[str, Any]
    items: Sequence[Row]
    ties: Sequence[Row] = ()
    definitions: Sequence[Row] = ()
    scales: Sequence[Scale] = ()


@dataclass(slots=True)
class Part:
    """Rows of one kind: to add, to change (with what stands there), as they are, to take away."""

    new: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, Any, Row]] = field(default_factory=list)
    unchanged: list[Row] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Differences:
    """What taking a described framework in would do; ``framework`` is the one that is here."""

    framework: Framework | None
    values: Part
    items: Part
    ties: Part
    definitions: Part

    @property
    def any(self) -> bool:
        """Whether anything would be written."""
        return any(part.differs for part in self.parts)

    @property
    def parts(self) -> tuple[Part, ...]:
        return (self.values, self.items, self.ties, self.definitions)


def differences(ecosystem: Ecosystem, said: Described) -> Differences:
    """Compare by identifiers; nothing is written."""
    row = Framework.objects.filter(ecosystem=ecosystem, identifier=said.identifier).first()
    kept = list(row.items.select_related("parent", "scale")) if row else []
    items = _settled(said.items, kept)
    there = _elsewhere(ecosystem, said, row)
    ties = list(row.associations.select_related("origin", "destination")) if row else []
    definitions = list(row.definitions.all()) if row else []
    values = {"identifier": said.identifier, **said.values}
    return Differences(
        row,
        _compared([values], [row] if row else [], _plain, ("identifier",)),
        _compared(items, kept, _item, ("identifier",)),
        _compared([_joined(one, there) for one in said.ties], ties, _plain, ("identifier",)),
        _compared(said.definitions, definitions, _plain, ("kind", "identifier")),
    )


def _compared(rows: Iterable[Row], kept: Sequence[Any], shown: Any, key: tuple[str, ...]) -> Part:
    found = Part()
    there = {tuple(getattr(one, name) for name in key): one for one in kept}
    for row in rows:
        old = there.pop(tuple(row[name] for name in key), None)
        if old is None:
            found.new.append(row)
            continue
        was = {name: now for name in row if (now := shown(old, name)) != row[name]}
        if was:
            found.changed.append((row, old, was))
        else:
            found.unchanged.append(row)
    found.gone = list(there.values())
    return found


def _plain(row: Any, name: str) -> Any:
    return getattr(row, name)


def _item(row: Item, name: str) -> Any:
    """The parent is told by its identifier."""
    if name == "parent":
        return row.parent.identifier if row.parent else None
    return getattr(row, name)


def _settled(rows: Sequence[Row], kept: Sequence[Item]) -> list[Row]:
    """Rows with their codes: one that is invented stays as it was invented before."""
    codes = {one.identifier: one.code for one in kept}
    taken = {row["code"] for row in rows if not row["is_invented"]}
    found = []
    for row in rows:
        plain = {name: value for name, value in row.items() if name != "is_invented"}
        before = codes.get(row["identifier"])
        if row["is_invented"]:
            code = before if before and before not in taken else _free(row["code"], taken)
            taken.add(code)
            plain["code"] = code
        found.append(plain)
    return found


def _free(code: str, taken: set[str]) -> str:
    found, more = code, 1
    while found in taken:
        more += 1
        found = f"{code[:50]}~{more}"
    return found


def _elsewhere(ecosystem: Ecosystem, said: Described, row: Framework | None) -> dict[str, Item]:
    """Items of the ecosystem's other frameworks, and those here already, by identifier."""
    own = {str(one["identifier"]) for one in said.items}
    ends = {one[f"{end}_identifier"] for one in said.ties for end in ENDS}
    found: dict[str, Item] = {}
    rows = Item.objects.filter(framework__ecosystem=ecosystem).order_by("pk")
    for some in in_parts(one for end in ends if (one := _uuid(end))):
        for item in rows.filter(identifier__in=some):
            name = str(item.identifier)
            if name not in own or (row and item.framework_id == row.pk):
                found[name] = item
    return found


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def _joined(row: Row, there: Mapping[str, Item]) -> Row:
    """The tie with its ends as they are here."""
    return row | {end: there.get(row[f"{end}_identifier"]) for end in ENDS}
