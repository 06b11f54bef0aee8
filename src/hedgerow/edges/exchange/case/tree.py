"""Items of a CASE file under their parents, and the ties that are no part of the tree. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from hedgerow.commons.frameworks.models import Association, Item
from hedgerow.commons.frameworks.rules import DEEPEST, is_kind, too_deep

from .finding import Package, identifier_of
from .native import LONGEST_URI, moment_of, text_at, text_of
from .placing import codes_of, own_kind, sequence_of, whole_of
from .values import Raw, Unfit, node

NODES: Final = (("origin", "originNodeURI"), ("destination", "destinationNodeURI"))
MOST_TOLD: Final = 20
"""Items that stand too deep, told one by one."""


class Tree:
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
        self._paths: dict[str, str] = {}
        self._places: dict[str, Mapping[str, Any]] = {}
        self._ties: list[tuple[str, Mapping[str, Any]]] = []
        self._twice: set[UUID] = set()
        for at, one in enumerate(items):
            self._add_item(one, f"CFItems[{at}]")
        for at, one in enumerate(associations):
            self._add_association(one, f"CFAssociations[{at}]")
        self._order = self._in_order()

    def _add_item(self, one: Mapping[str, Any], path: str) -> None:
        identifier = identifier_of(one, path, self._found, self._twice)
        names = ("fullStatement", "abbreviatedStatement", "humanCodingScheme")
        if not any(text_at(one, name).strip() for name in names):
            expected = _("a statement")
            self._found.refuse(f"{path}.fullStatement", "", expected, "case.missing")
        text = text_of(one)
        told_by = "fullStatement" if text.is_long else "notes"
        self._found.fit(f"{path}.{told_by}", text.description, Item, "description")
        if identifier is not None:
            self._raw[str(identifier)] = one
            self._paths[str(identifier)] = path

    def _add_association(self, one: Mapping[str, Any], path: str) -> None:
        identifier = identifier_of(one, path, self._found, self._twice)
        if not text_at(one, "associationType"):
            self._found.refuse(
                f"{path}.associationType", "", _("a kind of association"), "case.missing"
            )
        self._found.fit(f"{path}.notes", text_at(one, "notes"), Association, "notes")
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
        self._refuse_depth(order)
        return order

    def _refuse_depth(self, order: Sequence[str]) -> None:
        """Tell of items that stand too deep, before anything is made of where they stand."""
        above = ((one, self._parent(one)) for one in order)
        for one in too_deep(above, self._root)[:MOST_TOLD]:
            expected = _("at most %(most)s levels of items") % {"most": DEEPEST}
            self._found.refuse(self._paths[one], one, expected, "case.too_deep")

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
