"""A framework as CASE 1.1 tells it: whole as a CFPackage, or object by object."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from hedgerow.commons.ecosystems.telling import main_language
from hedgerow.commons.ecosystems.told import own_language
from hedgerow.commons.frameworks.models import Association, Definition, Framework, Item

from .native import document_told, item_told, moment_of, text_at
from .placing import are_in_order
from .rated import rubric_of, scales_of
from .rubrics import rubric
from .shapes import ASSOCIATION, DEFINITIONS, DOCUMENT, ITEM, NEEDED, RUBRICS, bent, filled
from .told import beside, told_of
from .values import Raw, Unfit, is_moment, node

CHILD: Final = "isChildOf"
SERVED: Final = "/ims/case/v1p1"


@dataclass(slots=True)
class Teller:
    """Tells one framework; ``base`` is the address under which this installation is found."""

    framework: Framework
    base: str
    items: Sequence[Item]
    _below: dict[int | None, list[Item]] = field(default_factory=lambda: defaultdict(list))
    by_pk: dict[int, Item] = field(default_factory=dict)

    @classmethod
    def of(cls, framework: Framework, base: str) -> "Teller":
        """One that has read the framework's items."""
        items = framework.items.select_related("scale").order_by("position", "pk")
        found = cls(framework, base, list(items))
        for item in found.items:
            found._below[item.parent_id].append(item)
            found.by_pk[item.pk] = item
        return found

    def package(self) -> Raw:
        """The whole CFPackage."""
        row = self.framework
        ties = row.associations.select_related("origin", "destination").order_by("pk")
        told: Raw = {
            "CFDocument": _without(self.document(), "CFPackageURI"),
            "CFItems": [_without(self.item(one), "CFDocumentURI") for one in self.items],
            "CFAssociations": [
                _without(one, "CFDocumentURI")
                for one in [*self.places(), *(self.tie(one) for one in ties)]
            ],
            "CFDefinitions": self.definitions(),
        }
        rubrics = [self.defined(one) for one in self.defined_as(RUBRICS)] + self.scales()
        besides = bent(row.case.get("package", {}), {})
        return told | ({RUBRICS: rubrics} if rubrics else {}) | besides

    def document(self) -> Raw:
        row = self.framework
        raw = row.case.get("document", {})
        names = ("title", "version", "status", "adopted_on", "ended_on", "source")
        told = document_told(raw, {name: getattr(row, name) for name in names}, row.ecosystem.name)
        if not raw:
            told["language"] = own_language(row.told, main_language(row.ecosystem))
        told = beside(told, told_of(raw, Framework) or {}, row.told)
        own = self._own("CFDocuments", row.identifier, row.uri, raw, row.changed_at)
        package = self._link("CFPackages", row.identifier, row.title)
        return bent(told, DOCUMENT) | own | {"caseVersion": "1.1", "CFPackageURI": package}

    def item(self, item: Item) -> Raw:
        raw = item.case.get("item", {})
        told = item_told(raw, item.code, item.title, item.description)
        first = main_language(self.framework.ecosystem)
        language = own_language(item.told, first)
        if not raw and language != own_language(self.framework.told, first):
            told["language"] = language
        told = bent(beside(told, told_of(raw, Item) or {}, item.told), ITEM)
        own = self._own("CFItems", item.identifier, item.uri, raw, item.changed_at)
        needed = {"fullStatement": item.title or item.code}
        return filled(told, needed) | own | {"CFDocumentURI": self._document_link()}

    def places(self) -> list[Raw]:
        """The associations that make the tree; none for an item that came without one."""
        return [place for one in self.items if (place := self.place(one)) is not None]

    def place(self, item: Item) -> Raw | None:
        raw = self._kept_place(item)
        if raw is None and item.parent_id is None and "item" in item.case:
            return None
        siblings = self._below[item.parent_id]
        kept = [self._kept_place(one) for one in siblings]
        told: Raw = dict(raw or {"associationType": CHILD})
        if None in kept or not are_in_order(kept):
            told["sequenceNumber"] = siblings.index(item) + 1
        if raw is None:
            told["originNodeURI"] = self._node(item)
            above = self.by_pk.get(item.parent_id or 0)
            told["destinationNodeURI"] = self._node(above) if above else self._document_node()
        changed = item.changed_at if raw is None else None
        uri = text_at(raw or {}, "uri")
        own = self._own("CFAssociations", item.place_identifier, uri, raw or {}, changed)
        return bent(told, ASSOCIATION) | own | {"CFDocumentURI": self._document_link()}

    def tie(self, tie: Association) -> Raw:
        told: Raw = {**tie.case, "associationType": tie.kind}
        if not tie.case:
            told |= {
                "originNodeURI": self._end(tie.origin, tie, "origin"),
                "destinationNodeURI": self._end(tie.destination, tie, "destination"),
                **({"notes": tie.notes} if tie.notes else {}),
                **({} if tie.sequence is None else {"sequenceNumber": tie.sequence}),
            }
        own = self._own("CFAssociations", tie.identifier, tie.uri, tie.case, tie.changed_at)
        return bent(told, ASSOCIATION) | own | {"CFDocumentURI": self._document_link()}

    def scales(self) -> list[Raw]:
        """The scales on which its items are rated, as rubrics."""
        links = {one.pk: _without(self._node(one), "targetType") for one in self.items}
        changed = self._changed(None).isoformat()
        raws = [
            rubric_of(self.framework, one, self.items, links)
            for one in scales_of(self.framework, self.items)
        ]
        return [rubric(raw, self._address(RUBRICS, raw["identifier"]), changed) for raw in raws]

    def definitions(self) -> Raw:
        lists = {kind: [self.defined(one) for one in self.defined_as(kind)] for kind in DEFINITIONS}
        return lists | bent(self.framework.case.get("definitions", {}), {})

    def defined(self, one: Definition) -> Raw:
        uri = text_at(one.case, "uri") or self._address(one.kind, one.identifier)
        changed = self._changed(None)
        if one.kind == RUBRICS:
            return self.rubric(one.case, uri)
        told = bent(one.case, DEFINITIONS[one.kind])
        title = text_at(told, "title") or text_at(told, "description") or str(one.identifier)
        spare = {
            "title": title, "description": title, "hierarchyCode": str(one.position + 1),
            "licenseText": text_at(told, "description") or title,
        }  # fmt: skip
        needed = {name: spare[name] for name in NEEDED[one.kind]}
        needed |= {"uri": uri, "lastChangeDateTime": changed.isoformat()}
        return filled(told, needed) | {"identifier": text_at(one.case, "identifier")}

    def rubric(self, raw: Mapping[str, Any], uri: str) -> Raw:
        """A rubric at that address, with what it or a part of it lacks."""
        return rubric(raw, uri, self._changed(None).isoformat())

    def defined_as(self, kind: str) -> list[Definition]:
        """The framework's definitions of one kind, in order."""
        rows = [one for one in self.framework.definitions.all() if one.kind == kind]
        return sorted(rows, key=lambda one: one.position)

    def _kept_place(self, item: Item) -> Raw | None:
        """The association the item came with, while it still says where the item stands."""
        raw = item.case.get("place")
        if not raw:
            return None
        above = self.by_pk.get(item.parent_id or 0)
        now = above.identifier if above else self.framework.identifier
        try:
            return (
                dict(raw)
                if node(raw["destinationNodeURI"])["identifier"].lower() == str(now)
                else None
            )
        except (Unfit, KeyError):
            return None

    def _own(
        self,
        kind: str,
        identifier: UUID,
        uri: str,
        raw: Mapping[str, Any],
        changed: datetime | None,
    ) -> Raw:
        """Identifier, address and moment; as they came, where they came."""
        as_came, last = text_at(raw, "identifier"), text_at(raw, "lastChangeDateTime")
        kept = is_moment(last) and changed in (None, moment_of(raw))
        is_same = as_came.lower() == str(identifier)
        address = uri or (text_at(raw, "uri") if is_same else "")
        return {
            "identifier": as_came if is_same else str(identifier),
            "uri": address or self._address(kind, identifier),
            "lastChangeDateTime": last if kept else self._changed(changed).isoformat(),
        }

    def _changed(self, moment: datetime | None) -> datetime:
        return moment or self.framework.changed_at or self.framework.ecosystem.created_at

    def _address(self, kind: str, identifier: UUID | str) -> str:
        return f"{self.base}{SERVED}/{kind}/{identifier}"

    def _link(self, kind: str, identifier: UUID, title: str) -> Raw:
        uri = self._address(kind, identifier)
        return {"title": title, "identifier": str(identifier), "uri": uri}

    def _document_link(self) -> Raw:
        row = self.framework
        uri = row.uri or self._address("CFDocuments", row.identifier)
        return {"title": row.title, "identifier": str(row.identifier), "uri": uri}

    def _document_node(self) -> Raw:
        return self._document_link() | {"targetType": "CASE"}

    def _node(self, item: Item) -> Raw:
        uri = item.uri or self._address("CFItems", item.identifier)
        title = item.title or item.code
        return {
            "title": title,
            "identifier": str(item.identifier),
            "uri": uri,
            "targetType": "CASE",
        }

    def _end(self, item: Item | None, tie: Association, end: str) -> Raw:
        if item is not None:
            return self._node(item)
        uri = getattr(tie, f"{end}_uri")
        identifier = getattr(tie, f"{end}_identifier") or uri
        return {"title": getattr(tie, f"{end}_title") or uri, "identifier": identifier, "uri": uri}


def _without(told: Raw, name: str) -> Raw:
    return {key: value for key, value in told.items() if key != name}
