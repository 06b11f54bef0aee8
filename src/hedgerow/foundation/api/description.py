"""The API described on a page: every operation, grouped, with an example to copy.

The document is English; the page says what each operation does in the reader's language.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from .document import Document, operations

SAMPLES: Mapping[str, str] = {
    "uuid": "0199…",
    "date": "2026-09-01",
    "date-time": "2026-09-01T15:00:00Z",
    "time": "15:00",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    more: str
    writes: bool
    query: str
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    title: str
    operations: Sequence[Operation]


def groups(of: Document, host: str) -> list[Group]:
    """Operations by tag, in the order in which they stand in the document."""
    found: dict[str, list[Operation]] = {}
    for path, method, operation in operations(of):
        tag = (operation.get("tags") or ["Other"])[0]
        found.setdefault(tag, []).append(_shown(of, path, method, operation, host))
    return [Group(tag.lower().replace(" ", "-"), gettext(tag), rows) for tag, rows in found.items()]


def _shown(of: Document, path: str, method: str, operation: Document, host: str) -> Operation:
    summary: str = operation["summary"]
    asked = [one["name"] for one in operation.get("parameters", ()) if one.get("in") == "query"]
    return Operation(
        operation["operationId"],
        method.upper(),
        path,
        gettext(summary),
        operation.get("description", ""),
        method != "get",
        ", ".join(asked),
        _curl(of, path, method, operation, host),
    )


def _curl(of: Document, path: str, method: str, operation: Document, host: str) -> str:
    lines = ["curl", '-H "Authorization: Bearer $TOKEN"']
    if method != "get":
        lines[0] += f" -X {method.upper()}"
        lines.append('-H "Idempotency-Key: $(uuidgen)"')
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        sample = sampled(of, content["application/json"]["schema"])
        lines.append("-H 'Content-Type: application/json'")
        lines.append(f"-d '{json.dumps(sample, ensure_ascii=False)}'")
    elif content:
        fields = next(iter(content.values()))["schema"]["properties"]
        lines += [f"-F {name}=@{name}.csv" if name == "file" else f"-F {name}=…" for name in fields]
    place = path.replace("{", "$").replace("}", "")
    return " \\\n  ".join([*lines, f'"{host}{place}"'])


def sampled(of: Document, schema: Document) -> Any:
    """A value of that shape: the required fields, or all of them where none is required."""
    if "$ref" in schema:
        return sampled(of, of["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    for choice in ("anyOf", "allOf", "oneOf"):
        if choice in schema:
            return sampled(of, schema[choice][0])
    if "const" in schema or "enum" in schema:
        return schema.get("const") or schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        fields = schema.get("properties", {})
        wanted = schema.get("required") or list(fields)
        return {name: sampled(of, fields[name]) for name in wanted}
    if kind == "array":
        return [sampled(of, schema["items"])]
    if kind == "string":
        return SAMPLES.get(schema.get("format", ""), "…")
    return {"integer": schema.get("minimum", 1), "number": 1, "boolean": True}.get(str(kind))
