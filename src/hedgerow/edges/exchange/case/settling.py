"""What a file says that we would say ourselves is no change, however it is written down."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hedgerow.commons.frameworks.described import Described, Row
from hedgerow.commons.frameworks.models import Association, Definition, Framework, Item

from .native import text_at
from .shapes import ASSOCIATION, DEFINITIONS, DOCUMENT, ITEM, RUBRICS, bent
from .telling import SERVED, Teller
from .values import Raw

KEPT = ("title", "description", "uri", "case", "changed_at", "place_identifier", "told")


def settled(described: Described, here: Framework) -> Described:
    """The description with rows that say what we tell of them put as they are here."""
    raw = described.values["case"].get("document", {})
    teller = Teller.of(here, _base(text_at(raw, "uri")))
    items = {one.identifier: one for one in teller.items}
    rows = here.associations.select_related("origin", "destination")
    ties = {one.identifier: one for one in rows}
    defined = {(one.kind, one.identifier): one for one in here.definitions.all()}
    values = described.values
    told = _without(teller.document(), "CFPackageURI")
    besides = _without(values["case"], "document") == _without(here.case, "document")
    if besides and _same(told, raw, DOCUMENT):
        values = {name: getattr(here, name) for name in values}
    return replace(
        described,
        values=values,
        items=[_item(row, items.get(row["identifier"]), teller) for row in described.items],
        ties=[_tie(row, ties.get(row["identifier"]), teller) for row in described.ties],
        definitions=[
            _definition(row, defined.get((row["kind"], row["identifier"])), teller)
            for row in described.definitions
        ],
    )


def _base(uri: str) -> str:
    return uri.partition(SERVED.rpartition("/")[0])[0]


def _item(row: Row, here: Item | None, teller: Teller) -> Row:
    if here is None:
        return row
    told, place = teller.item(here), teller.place(here)
    raw, raw_place = row["case"]["item"], row["case"].get("place")
    told = _as_served(told, raw, here.uri)
    same_place = (place is None) == (raw_place is None) and (
        place is None or _same(place, raw_place or {}, ASSOCIATION)
    )
    if not (same_place and _same(told, raw, ITEM)):
        return row
    return row | {name: getattr(here, name) for name in KEPT if name in row}


def _tie(row: Row, here: Association | None, teller: Teller) -> Row:
    if here is None or not _same(teller.tie(here), row["case"], ASSOCIATION):
        return row
    return row | {name: getattr(here, name) for name in row if name not in ("identifier",)}


def _definition(row: Row, here: Definition | None, teller: Teller) -> Row:
    if here is None:
        return row
    raw = row["case"]
    told = _as_served(teller.defined(here), raw, text_at(here.case, "uri"))
    if here.kind == RUBRICS:  # its parts have addresses and moments made of its own
        told, said = (teller.rubric(one, str(told["uri"])) for one in (here.case, raw))
    else:
        said = bent(raw, DEFINITIONS[here.kind])
    return row | {"case": here.case} if told == said else row


def _as_served(told: Raw, raw: Mapping[str, Any], own: str) -> Raw:
    """What we tell, at the file's address where ours is made up: it may have gone out by another name of ours."""
    address = text_at(raw, "uri")
    path = address.partition(SERVED)[2]
    made_up = not own and path and text_at(told, "uri").partition(SERVED)[2] == path
    return told | {"uri": address} if made_up else told


def _same(told: Raw, raw: Mapping[str, Any], fields: Any) -> bool:
    """Whether a file says what we tell; where a framework is found, we tell ourselves."""
    return _without(told, "CFDocumentURI") == _without(bent(raw, fields), "CFDocumentURI")


def _without(told: Raw, name: str) -> Raw:
    return {key: value for key, value in told.items() if key != name}
