"""A CFPackage as a described framework: read tolerantly, its faults told by their path. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from hedgerow.commons.frameworks.described import Described
from hedgerow.commons.frameworks.rules import is_kind
from hedgerow.foundation.targets import Problem

from .native import (
    LONGEST_URI,
    moment_of,
    text_at,
    text_of,
    values_of,
)
from .placing import codes_of, own_kind, sequence_of, whole_of
from .rated import scale_in
from .reading import unkeepable
from .shapes import DEFINITIONS, RUBRICS
from .values import UUID_TEXT, Raw, Unfit, node

MOST_ITEMS: Final = 20_000
LISTS: Final = ("CFItems", "CFAssociations", RUBRICS)
NODES: Final = (("origin", "originNodeURI"), ("destination", "destinationNodeURI"))


@dataclass(slots=True)
class Package:
    """What a file holds; ``described`` is None while there are problems with its document.

    ``scales`` are those that its rubrics of ours tell.
    """

    described: Described | None = None
    problems: list[Problem] = field(default_factory=list)
    excluded: Counter[str] = field(default_factory=Counter)
    scales: list[Raw] = field(default_factory=list)

    def refuse(self, path: str, value: Any, expected: str, code: str) -> None:
        self.problems.append(Problem(0, path, str(value or "")[:200], expected, code))


def read_package(content: Mapping[str, Any]) -> Package:
    """The framework in a file."""
    found = Package()
    inner = content.get("CFPackage")
    content = inner if isinstance(inner, Mapping) and "CFDocument" not in content else content
    for path, text in list(unkeepable(dict(content)))[:100]:
        found.refuse(path, ascii(text), _("text without control signs"), "case.unkeepable")
    document = content.get("CFDocument")
    if not isinstance(document, Mapping):
        found.refuse("CFDocument", "", _("an object with title and identifier"), "case.no_document")
        return found
    identifier = _identifier(document, "CFDocument", found)
    if not text_at(document, "title").strip():
        found.refuse("CFDocument.title", document.get("title"), _("a title"), "case.missing")
    items = _objects(content, "CFItems", found)
    if len(items) > MOST_ITEMS:
        most = _("at most %(most)s items") % {"most": MOST_ITEMS}
        found.refuse("CFItems", len(items), most, "case.too_many")
        return found
    tree = _Tree(document, items, _objects(content, "CFAssociations", found), found)
    definitions = list(_definitions(content, found))
    if found.problems or identifier is None:
        return found
    found.described = Described(
        identifier,
        _values(document, content),
        tree.items(),
        tree.ties(),
        definitions,
    )
    return found


def _values(document: Mapping[str, Any], content: Mapping[str, Any]) -> Raw:
    besides = {
        name: value
        for name, value in content.items()
        if name not in ("CFDocument", "CFDefinitions", *LISTS)
    }
    definitions = content.get("CFDefinitions")
    defined = definitions if isinstance(definitions, Mapping) else {}
    more = {name: value for name, value in defined.items() if name not in DEFINITIONS}
    case = {"document": dict(document), "package": besides, "definitions": more}
    return {
        **values_of(document),
        "case": {name: value for name, value in case.items() if value},
        "changed_at": moment_of(document),
    }


def _definitions(content: Mapping[str, Any], found: Package) -> Iterator[Raw]:
    defined = content.get("CFDefinitions")
    if defined is not None and not isinstance(defined, Mapping):
        found.refuse("CFDefinitions", "", _("an object with lists"), "case.shape")
        return
    lists = [(f"CFDefinitions.{name}", name, defined or {}) for name in DEFINITIONS]
    for path, name, within in [*lists, (RUBRICS, RUBRICS, content)]:
        seen: set[UUID] = set()
        for position, one in enumerate(_objects(within, name, found, path)):
            identifier = _identifier(one, f"{path}[{position}]", found, seen)
            scale = scale_in(one) if name == RUBRICS else None
            if scale is not None:
                found.scales.append(scale)
            elif identifier is not None:
                yield {
                    "kind": name, "identifier": identifier, "position": position, "case": dict(one),
                }  # fmt: skip


def _objects(
    within: Mapping[str, Any], name: str, found: Package, path: str = ""
) -> list[Mapping[str, Any]]:
    """The objects of a list; what is none is told by its path."""
    value = within.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        found.refuse(path or name, value, _("a list of objects"), "case.shape")
        return []
    for at, one in enumerate(value):
        if not isinstance(one, Mapping):
            found.refuse(f"{path or name}[{at}]", one, _("an object"), "case.shape")
    return [one for one in value if isinstance(one, Mapping)]


def _identifier(
    one: Mapping[str, Any], path: str, found: Package, seen: set[UUID] | None = None
) -> UUID | None:
    """The object's identifier; without one, or with another's, None once that is told."""
    value = one.get("identifier")
    if not isinstance(value, str) or not UUID_TEXT.fullmatch(value):
        found.refuse(f"{path}.identifier", value, _("a UUID"), "case.identifier")
        return None
    identifier = UUID(value)
    if seen is not None:
        if identifier in seen:
            expected = _("an identifier that stands once")
            found.refuse(f"{path}.identifier", value, expected, "case.twice")
            return None
        seen.add(identifier)
    return identifier


class _Tree:
    """Items under their parents, in order, and the associations that are no part of the tree."""

    def __init__(
        self,
        document: Mapping[str, Any],
        items: Sequence[Mapping[str, Any]],
        associations: Sequence[Mapping[str, Any]],
        found: Package,
    ) -> None:
        self._found = found
        self._root = text_at(document, "identifier").lower()
        self._raw: dict[str, Mapping[str, Any]] = {}
        self._places: dict[str, Mapping[str, Any]] = {}
        self._ties: list[tuple[str, Mapping[str, Any]]] = []
        self._twice: set[UUID] = set()
        for at, one in enumerate(items):
            self._add_item(one, f"CFItems[{at}]")
        for at, one in enumerate(associations):
            self._add_association(one, f"CFAssociations[{at}]")
        self._order = self._in_order()

    def _add_item(self, one: Mapping[str, Any], path: str) -> None:
        identifier = _identifier(one, path, self._found, self._twice)
        names = ("fullStatement", "abbreviatedStatement", "humanCodingScheme")
        if not any(text_at(one, name).strip() for name in names):
            expected = _("a statement")
            self._found.refuse(f"{path}.fullStatement", "", expected, "case.missing")
        if identifier is not None:
            self._raw[str(identifier)] = one

    def _add_association(self, one: Mapping[str, Any], path: str) -> None:
        identifier = _identifier(one, path, self._found, self._twice)
        if not text_at(one, "associationType"):
            self._found.refuse(
                f"{path}.associationType", "", _("a kind of association"), "case.missing"
            )
        ends = []
        for _end, name in NODES:
            try:
                ends.append(str(node(one.get(name))["identifier"]).lower())
            except Unfit:
                expected = _("an object with title, identifier and uri")
                self._found.refuse(f"{path}.{name}", one.get(name), expected, "case.node")
        if identifier is None or len(ends) < len(NODES):
            return
        origin, destination = ends
        in_tree = text_at(one, "associationType") == "isChildOf" and origin in self._raw
        if in_tree and origin not in self._places and destination in (self._root, *self._raw):
            self._places[origin] = one
        else:
            self._ties.append((path, one))

    def _parent(self, identifier: str) -> str:
        place = self._places.get(identifier)
        if place is None:
            return self._root
        return str(node(place["destinationNodeURI"])["identifier"]).lower()

    def _in_order(self) -> list[str]:
        """Every item after the one it stands below; those in a circle are told."""
        below: dict[str, list[str]] = defaultdict(list)
        for one in self._raw:
            below[self._parent(one)].append(one)
        for some in below.values():
            some.sort(key=self._sequence)
        order: list[str] = []
        waiting = below[self._root][::-1]
        while waiting:
            one = waiting.pop()
            order.append(one)
            waiting += below[one][::-1]
        if len(order) < len(self._raw):
            lost = sorted(set(self._raw) - set(order))
            expected = _("items that do not stand below themselves")
            self._found.refuse("CFAssociations", ", ".join(lost[:5]), expected, "case.circle")
        return order

    def _sequence(self, identifier: str) -> float:
        return sequence_of(self._places.get(identifier))

    def items(self) -> list[Raw]:
        codes = codes_of(self._raw, self._order, self._parent, self._root)
        rows = []
        for position, one in enumerate(self._order):
            raw, parent = self._raw[one], self._parent(one)
            text, place = text_of(raw), self._places.get(one)
            code, is_invented = codes[one]
            row: Raw = {
                "identifier": UUID(one), "code": code, "is_invented": is_invented,
                "title": text.title, "description": text.description, "position": position,
                "parent": UUID(parent) if parent != self._root else None,
                "uri": text_at(raw, "uri")[:LONGEST_URI], "changed_at": moment_of(raw),
                "case": {"item": dict(raw), **({"place": dict(place)} if place else {})},
            }  # fmt: skip
            if place:
                row["place_identifier"] = UUID(text_at(place, "identifier"))
            rows.append(row)
        return rows

    def ties(self) -> list[Raw]:
        rows = []
        for _path, one in self._ties:
            kind = text_at(one, "associationType")
            row: Raw = {
                "identifier": UUID(text_at(one, "identifier")), "kind": kind if is_kind(kind) else own_kind(kind),
                "uri": text_at(one, "uri")[:LONGEST_URI], "notes": text_at(one, "notes"),
                "sequence": whole_of(one.get("sequenceNumber")), "case": dict(one),
                "changed_at": moment_of(one),
            }  # fmt: skip
            for end, name in NODES:
                there = node(one.get(name))
                row |= {
                    f"{end}_title": there["title"][:300], f"{end}_uri": there["uri"][:LONGEST_URI],
                    f"{end}_identifier": there["identifier"].lower()[:200],
                }  # fmt: skip
            rows.append(row)
        return rows
