"""What CASE 1.1 takes in each of its objects, and an object bent to it. Pure.

Files of other makers hold fields that the standard does not know, and values of other kinds. Nothing
is lost: what cannot stand at its place is told among the ``extensions``.
Source: 1EdTech, Competencies and Academic Standards Exchange 1.1, information model.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from .values import (
    Raw,
    Unfit,
    day,
    link,
    links,
    moment,
    node,
    text,
    texts,
    uuid,
    whole,
)

Fields = Mapping[str, Callable[[Any], Any]]
NAMED: Final = {"identifier": uuid, "uri": text, "lastChangeDateTime": moment}
TITLED: Final = {**NAMED, "title": text, "description": text}
DOCUMENT: Final[Fields] = {
    **TITLED, "frameworkType": text, "caseVersion": text, "creator": text,
    "officialSourceURL": text, "publisher": text, "subject": texts, "subjectURI": links,
    "language": text, "version": text, "adoptionStatus": text, "statusStartDate": day,
    "statusEndDate": day, "licenseURI": link, "notes": text, "CFPackageURI": link,
}  # fmt: skip
ITEM: Final[Fields] = {
    **NAMED, "fullStatement": text, "alternativeLabel": text, "CFItemType": text,
    "humanCodingScheme": text, "listEnumeration": text, "abbreviatedStatement": text,
    "conceptKeywords": texts, "conceptKeywordsURI": link, "notes": text, "subject": texts,
    "subjectURI": links, "language": text, "educationLevel": texts, "CFItemTypeURI": link,
    "licenseURI": link, "statusStartDate": day, "statusEndDate": day, "CFDocumentURI": link,
}  # fmt: skip
ASSOCIATION: Final[Fields] = {
    **NAMED, "associationType": text, "sequenceNumber": whole, "originNodeURI": node,
    "destinationNodeURI": node, "CFAssociationGroupingURI": link, "notes": text,
    "CFDocumentURI": link,
}  # fmt: skip
DEFINITIONS: Final[Mapping[str, Fields]] = {
    "CFConcepts": {**TITLED, "keywords": text, "hierarchyCode": text},
    "CFSubjects": {**TITLED, "hierarchyCode": text},
    "CFLicenses": {**TITLED, "licenseText": text},
    "CFItemTypes": {**TITLED, "hierarchyCode": text, "typeCode": text},
    "CFAssociationGroupings": TITLED,
}
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "CFConcepts": ("title", "hierarchyCode"),
    "CFSubjects": ("title", "hierarchyCode"),
    "CFLicenses": ("title", "licenseText"),
    "CFItemTypes": ("title", "description", "hierarchyCode"),
    "CFAssociationGroupings": ("title",),
}
RUBRICS: Final = "CFRubrics"


def bent(raw: Mapping[str, Any], fields: Fields) -> Raw:
    """The object in CASE's form; what has no place in it among its extensions."""
    found: Raw = {}
    aside: Raw = {}
    for name, value in raw.items():
        if name == "extensions" or value is None:
            continue
        try:
            if name not in fields:
                raise Unfit
            found[name] = fields[name](value)
        except Unfit:
            aside[name] = value
    extensions = raw.get("extensions")
    kept = extensions if isinstance(extensions, Mapping) else {}
    if extensions is not None and not isinstance(extensions, Mapping):
        aside["extensions"] = extensions
    if kept or aside:
        found["extensions"] = {**aside, **kept}
    elif isinstance(extensions, Mapping):
        found["extensions"] = {}
    return found


def filled(found: Raw, needed: Mapping[str, Any]) -> Raw:
    """What must stand there, where nothing does."""
    return {**{name: value for name, value in needed.items() if name not in found}, **found}
