"""Single values in CASE's form, from what a file has in their place. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

Raw = dict[str, Any]
UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})", re.IGNORECASE
)
TARGETS = re.compile(r"CASE|ext:[A-Za-z0-9._-]+")


class Unfit(ValueError):  # noqa: N818 - as of a cell
    """A value that cannot stand where it was."""


def text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return str(value)
    raise Unfit


def texts(value: Any) -> list[str]:
    return [text(one) for one in (value if isinstance(value, list) else [value])]


def whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}", value.strip()):
        return int(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e9:
        return int(value)
    raise Unfit


def number(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise Unfit


def uuid(value: Any) -> str:
    if isinstance(value, str) and UUID_TEXT.fullmatch(value):
        return value
    raise Unfit


def day(value: Any) -> str:
    """A day; of a moment its day."""
    found = DAY.match(value) if isinstance(value, str) else None
    try:
        return date.fromisoformat(found[0]).isoformat() if found else text(None)
    except ValueError as wrong:
        raise Unfit from wrong


def moment(value: Any) -> str:
    if isinstance(value, str) and MOMENT.fullmatch(value):
        try:
            datetime.fromisoformat(value.upper().replace("Z", "+00:00"))
        except ValueError as wrong:
            raise Unfit from wrong
        return value
    raise Unfit


def is_moment(value: Any) -> bool:
    try:
        return bool(moment(value))
    except Unfit:
        return False


def link(value: Any) -> Raw:
    """A LinkURI: title, identifier and uri, no more."""
    return _link(value, uuid)


def node(value: Any) -> Raw:
    """A LinkGenURI, whose identifier may be any text; an address alone is one, too."""
    if isinstance(value, str):
        value = {"uri": value}
    if isinstance(value, Mapping) and not value.get("identifier"):
        value = {**value, "identifier": str(value.get("uri", "")).rpartition("/")[2]}
    found = _link(value, text)
    kind = value.get("targetType")
    return found | (
        {"targetType": kind} if isinstance(kind, str) and TARGETS.fullmatch(kind) else {}
    )


def _link(value: Any, identifier: Callable[[Any], str]) -> Raw:
    if not isinstance(value, Mapping):
        raise Unfit
    known = identifier(value.get("identifier"))
    uri = text(value.get("uri") or f"urn:uuid:{known}")
    return {"title": text(value.get("title") or uri), "identifier": known, "uri": uri}


def links(value: Any) -> list[Raw]:
    return [link(one) for one in (value if isinstance(value, list) else [value])]
