"""A framework as a sheet: a line an item, its ties by code or address."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from .telling import Teller

COLUMNS: Final = (
    "Identifier", "fullStatement", "Human Coding Scheme", "sequenceNumber",
    "Abbreviated Statement", "ConceptKeywords", "Notes", "Is Child Of", "IsPartOf", "replacedBy",
    "Exemplar", "hasSkillLevel", "IsRelatedTo", "exactMatchOf", "isPeerOf", "precedes",
    "isTranslationOf",
)  # fmt: skip
KINDS: Final = (
    "isPartOf", "replacedBy", "exemplar", "hasSkillLevel", "isRelatedTo", "exactMatchOf",
    "isPeerOf", "precedes", "isTranslationOf",
)  # fmt: skip


def lines(teller: Teller) -> Iterable[list[object]]:
    """The framework as a sheet: headings, then a line an item, its ties by code or address."""
    yield list(COLUMNS)
    ties: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = teller.framework.associations.select_related("destination").order_by("pk")
    for one in rows:
        far = one.destination.code if one.destination else one.destination_uri
        ties[one.origin_id or 0][one.kind].append(far)
    for item in teller.items:
        told = teller.item(item)
        place = teller.place(item) or {}
        above = teller.by_pk.get(item.parent_id or 0)
        yield [
            told["identifier"], told["fullStatement"], item.code, place.get("sequenceNumber", ""),
            told.get("abbreviatedStatement", ""), ", ".join(told.get("conceptKeywords", [])),
            told.get("notes", ""), above.code if above else "",
            *("; ".join(ties[item.pk][kind]) for kind in KINDS),
        ]  # fmt: skip
