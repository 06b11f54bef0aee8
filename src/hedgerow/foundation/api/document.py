"""The OpenAPI document of an API, with what holds for every operation written once."""

import json
from collections.abc import Iterator
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from ninja import NinjaAPI

from .addresses import START

Document = dict[str, Any]
WRITES: Final = ("post", "put", "patch", "delete")
ABOUT: Final = """The same actions as the pages, for programs. Make a token on your page “Tokens” and
send it as `Authorization: Bearer …`; what is public is read without one. A token never does more
than the person may whose it is. Lists go on at `next`; refusals are problem details (RFC 9457)."""
PROBLEM: Final[Document] = {
    "type": "object",
    "title": "Problem",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "What is wrong, in the language asked for."},
        "detail": {"type": "string", "description": "What to do next."},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable, such as `foundation.not_found`."},
        "fields": {
            "type": "object",
            "description": "What is wrong with each field.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
}
KEY: Final[Document] = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Sent again with the same key, a write happens once and is answered the same.",
    "schema": {"type": "string", "maxLength": 80},
}
MATCH: Final[Document] = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag that was read: 409 if somebody else changed the row since.",
    "schema": {"type": "string"},
}


def document(api: NinjaAPI) -> Document:
    """The document of every operation, as plain JSON."""
    made = api.get_openapi_schema(path_prefix=START.strip("/") + "/")
    plain: Document = json.loads(json.dumps(made, cls=DjangoJSONEncoder))
    plain["info"]["description"] = " ".join(ABOUT.split())
    components = plain.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    components["parameters"] = {"IdempotencyKey": KEY, "IfMatch": MATCH}
    components["responses"] = {"Problem": _problem()}
    for _path, method, operation in operations(plain):
        _complete(method, operation)
        if method == "patch":
            _forget_defaults(plain, operation)
    return plain


def operations(of: Document) -> Iterator[tuple[str, str, Document]]:
    """Path, method and description of each operation."""
    for path, methods in of["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _forget_defaults(of: Document, operation: Document) -> None:
    """A field that a change leaves out stays: it has no default."""
    sent = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    for field in of["components"]["schemas"][sent.rpartition("/")[2]]["properties"].values():
        field.pop("default", None)


def _problem() -> Document:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": "Refused: nothing was changed.",
        "content": {"application/problem+json": {"schema": schema}},
    }


def _complete(method: str, operation: Document) -> None:
    token: dict[str, list[str]] = {"token": []}
    operation["responses"]["4XX"] = {"$ref": "#/components/responses/Problem"}
    if method not in WRITES:
        operation["security"] = [{}, token]
        return
    operation["security"] = [token]
    parameters = operation.setdefault("parameters", [])
    parameters.append({"$ref": "#/components/parameters/IdempotencyKey"})
    if method != "post":
        parameters.append({"$ref": "#/components/parameters/IfMatch"})
