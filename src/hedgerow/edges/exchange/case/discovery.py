"""What the service of CASE 1.1 offers, as the OpenAPI document that programs look for first."""

from typing import Final

from . import shown
from .asking import MOST
from .shapes import DOCUMENT, ITEM
from .values import Raw

FILE: Final = "imscasev1p1_openapi3_v1p0.json"
SINGLE: Final = (
    ("CFDocuments", "CFDocument", "One framework, without its items"),
    ("CFPackages", "CFPackage", "One framework with its items and associations"),
    ("CFItems", "CFItem", "One item of a framework"),
    ("CFItemAssociations", "CFItemAssociations", "All associations of an item, with the item"),
    ("CFAssociations", "CFAssociation", "One association of two items"),
)  # fmt: skip
PAGED: Final = (
    ("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": 100}),
    ("offset", {"type": "integer", "minimum": 0, "default": 0}),
    ("sort", {"type": "string", "enum": sorted(DOCUMENT)}),
    ("orderBy", {"type": "string", "enum": ["asc", "desc"]}),
    ("filter", {"type": "string", "example": "title='Mathematics'"}),
    ("fields", {"type": "string", "example": "identifier,title"}),
)  # fmt: skip


def told(base: str) -> Raw:
    """The document for the service below ``base``."""
    paths: Raw = {"/CFDocuments": {"get": _list()}}
    for kind, name, summary in SINGLE:
        paths[f"/{kind}/{{sourcedId}}"] = {"get": _single(name, summary)}
    for kind in shown.KINDS:
        paths[f"/{kind}/{{sourcedId}}"] = {"get": _single(kind[:-1], "One definition")}
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Competencies and Academic Standards Exchange (CASE) service",
            "version": "1.1",
            "description": "Frameworks that one may see; those of public ecosystems without a token.",
        },
        "servers": [{"url": f"{base}/ims/case/v1p1"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"CFDocument": _shape(DOCUMENT), "CFItem": _shape(ITEM)},
        },
    }


def _list() -> Raw:
    asked = [{"name": name, "in": "query", "schema": schema} for name, schema in PAGED]
    many = {"type": "array", "items": {"$ref": "#/components/schemas/CFDocument"}}
    content = {"type": "object", "properties": {"CFDocuments": many}}
    answer = _answer("A page of frameworks", content)
    answer["headers"] = {
        "X-Total-Count": {"schema": {"type": "integer"}}, "Link": {"schema": {"type": "string"}},
    }  # fmt: skip
    return {
        "operationId": "getAllCFDocuments", "summary": "A page of frameworks", "parameters": asked,
        "responses": {"200": answer, "400": _refused("The question cannot be read")},
    }  # fmt: skip


def _single(name: str, summary: str) -> Raw:
    known = name in ("CFDocument", "CFItem")
    schema = {"$ref": f"#/components/schemas/{name}"} if known else {"type": "object"}
    asked = {"name": "sourcedId", "in": "path", "required": True,
             "schema": {"type": "string", "format": "uuid"}}  # fmt: skip
    return {
        "operationId": f"get{name}", "summary": summary, "parameters": [asked],
        "responses": {"200": _answer(summary, schema), "404": _refused("Not here, or not seen")},
    }  # fmt: skip


def _answer(text: str, schema: Raw) -> Raw:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _refused(text: str) -> Raw:
    return _answer(text, {"type": "object", "title": "imsx_StatusInfo"})


def _shape(names: object) -> Raw:
    return {"type": "object", "properties": {str(name): {} for name in names}}  # type: ignore[attr-defined]
