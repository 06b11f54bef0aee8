"""A CFPackage that uses all that CASE knows, and some of what it does not."""

import copy
import json
from pathlib import Path
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.frameworks.models import Framework
from hedgerow.commons.frameworks.rules import KINDS
from hedgerow.edges.exchange.case.flow import File, import_package
from hedgerow.edges.exchange.case.telling import Teller
from hedgerow.edges.exchange.outcomes import Preview
from hedgerow.foundation.permissions import Actor

STEWARD = Actor.the_steward()
HERE = "https://here.example"
AT = "2024-08-24T16:00:53+00:00"
HOST = "https://standards.example/ims/case/v1p1"
LONG = "Explain how you know.\r\n\r\n" + "Words and _markdown_ | $x^2$ | 𝑑é. " * 12


def uid(number: int, kind: str = "1") -> str:
    return f"{kind}0000000-0000-4000-8000-{number:012}"


def link(kind: str, identifier: str, title: str) -> dict[str, str]:
    return {"title": title, "identifier": identifier, "uri": f"{HOST}/{kind}/{identifier}"}


DOCUMENT = uid(0, "d")
CODES = ("M", "M.1", "M.2", "")
TEXTS = ("Mathematics", "Counts to ten", LONG, "Without a code")


def item(number: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "identifier": uid(number), "uri": f"{HOST}/CFItems/{uid(number)}",
        "fullStatement": TEXTS[number - 1], "lastChangeDateTime": AT,
    }  # fmt: skip
    return found | ({"humanCodingScheme": CODES[number - 1]} if CODES[number - 1] else {})


def association(
    number: int, kind: str, origin: dict[str, str], destination: dict[str, str], **more: Any
) -> dict[str, Any]:
    return {
        "identifier": uid(number, "a"), "uri": f"{HOST}/CFAssociations/{uid(number, 'a')}",
        "associationType": kind, "originNodeURI": origin, "destinationNodeURI": destination,
        "lastChangeDateTime": AT, **more,
    }  # fmt: skip


def to_item(number: int) -> dict[str, str]:
    return link("CFItems", uid(number), TEXTS[number - 1][:40])


def definitions() -> dict[str, Any]:
    return {
        "CFConcepts": [],
        "CFSubjects": [
            {
                **link("CFSubjects", uid(1, "e"), "Mathematics"),
                "hierarchyCode": "1",
                "lastChangeDateTime": AT,
            }
        ],
        "CFLicenses": [
            {
                **link("CFLicenses", uid(1, "c"), "CC BY"),
                "licenseText": "CC BY 4.0",
                "lastChangeDateTime": AT,
                "extensions": {"spdx": "CC-BY-4.0"},
            }
        ],
        "CFItemTypes": [
            {
                **link("CFItemTypes", uid(1, "b"), "Standard"),
                "description": "Standard",
                "hierarchyCode": "1",
                "lastChangeDateTime": AT,
            }
        ],
        "CFAssociationGroupings": [],
    }


def rubric() -> dict[str, Any]:
    return {
        "identifier": uid(1, "f"),
        "uri": f"{HOST}/CFRubrics/{uid(1, 'f')}",
        "title": "Depth",
        "lastChangeDateTime": AT,
        "CFRubricCriteria": [
            {
                "identifier": uid(2, "f"),
                "uri": f"{HOST}/r/2",
                "lastChangeDateTime": AT,
                "description": "How deep",
                "weight": 1.5,
                "position": 1,
                "CFRubricCriterionLevels": [
                    {
                        "identifier": uid(3, "f"),
                        "uri": f"{HOST}/r/3",
                        "lastChangeDateTime": AT,
                        "quality": "deep",
                        "score": 2,
                        "position": 1,
                    }
                ],
            }
        ],
    }


def package() -> dict[str, Any]:
    """A new one each time, to be changed at will."""
    document = link("CFDocuments", DOCUMENT, "Mathematics of the valley")
    elsewhere = {"title": "Elsewhere", "identifier": "x-1", "uri": "https://else.example/x-1"}
    ties = [
        association(10 + at, kind, to_item(2), to_item(3) if kind != "exemplar" else elsewhere)
        for at, kind in enumerate((*KINDS[1:], "ext:rests-on"))
    ]
    ties[0]["notes"] = "as teachers say"
    ties[0]["extensions"] = {"weight": 3}
    rich = {"abbreviatedStatement": "Counts", "educationLevel": ["KG", "01"], "language": "en",
            "subject": ["Mathematics"], "CFItemType": "Standard", "conceptKeywords": ["number"],
            "extensions": {"vendor": {"deep": [1, 2, {"x": None}]}}, "statusStartDate": "2024-08-01",
            "CFItemTypeURI": link("CFItemTypes", uid(1, "b"), "Standard"), "notes": "By heart."}  # fmt: skip
    return {
        "CFDocument": {
            "identifier": DOCUMENT, "uri": document["uri"], "creator": "The valley",
            "title": document["title"], "lastChangeDateTime": AT, "caseVersion": "1.1",
            "version": "2024", "adoptionStatus": "Adopted", "statusStartDate": "2024-08-01",
            "publisher": "Valley press", "language": "en", "subject": ["Mathematics"],
            "frameworkType": "CourseCodes", "extensions": {"colour": "green"},
            "licenseURI": link("CFLicenses", uid(1, "c"), "CC BY"),
        },
        "CFItems": [item(1), {**item(2), **rich}, item(3), item(4)],
        "CFAssociations": [
            association(1, "isChildOf", to_item(1), document, sequenceNumber=1),
            association(2, "isChildOf", to_item(2), to_item(1), sequenceNumber=1),
            association(3, "isChildOf", to_item(3), to_item(1), sequenceNumber=2),
            *ties,
        ],
        "CFDefinitions": definitions(),
        "CFRubrics": [rubric()],
        "extensions": {"tool": "valley 3"},
    }  # fmt: skip


def written(folder: Path, content: object, name: str = "framework.json") -> File:
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return File(path, name)


def changed(**values: Any) -> dict[str, Any]:
    """The package with other lists or document fields."""
    return {**copy.deepcopy(package()), **values}


def brought(place: Ecosystem, file: File) -> Preview:
    return import_package(place, file, by=STEWARD, at=NOW)


def told(row: Framework, base: str = HERE) -> dict[str, Any]:
    return Teller.of(Framework.objects.get(pk=row.pk), base).package()


def sorted_by_identifier(content: dict[str, Any]) -> dict[str, Any]:
    lists = {
        name: sorted(content[name], key=lambda one: one["identifier"])
        for name in ("CFItems", "CFAssociations")
    }
    return content | lists
