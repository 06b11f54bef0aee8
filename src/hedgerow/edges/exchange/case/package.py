"""A CFPackage as a described framework: read tolerantly, its faults told by their path. Pure."""

from collections.abc import Iterator, Mapping, Sized
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from hedgerow.commons.frameworks.described import Described

from .finding import Package, identifier_of, objects_in
from .native import moment_of, text_at, values_of
from .rated import scale_in
from .reading import unkeepable
from .shapes import DEFINITIONS, RUBRICS
from .tree import Tree
from .values import Raw

MOST_ITEMS: Final = 20_000
LISTS: Final = ("CFItems", "CFAssociations", RUBRICS)


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
    identifier = identifier_of(document, "CFDocument", found)
    if not text_at(document, "title").strip():
        found.refuse("CFDocument.title", document.get("title"), _("a title"), "case.missing")
    items = objects_in(content, "CFItems", found)
    if len(items) > MOST_ITEMS:
        _too_many("CFItems", items, found)
        return found
    tree = Tree(document, items, objects_in(content, "CFAssociations", found), found)
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


def _too_many(path: str, rows: Sized, found: Package) -> None:
    most = _("at most %(most)s items") % {"most": MOST_ITEMS}
    found.refuse(path, len(rows), most, "case.too_many")


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
        rows = objects_in(within, name, found, path)
        if len(rows) > MOST_ITEMS:
            _too_many(path, rows, found)
            continue
        for position, one in enumerate(rows):
            identifier = identifier_of(one, f"{path}[{position}]", found, seen)
            scale = scale_in(one) if name == RUBRICS else None
            if scale is not None:
                found.scales.append(scale)
            elif identifier is not None:
                yield {
                    "kind": name, "identifier": identifier, "position": position, "case": dict(one),
                }  # fmt: skip
