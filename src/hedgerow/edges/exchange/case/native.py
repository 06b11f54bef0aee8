"""What a CFItem and a CFDocument say in the fields that pages show, and back. Pure.

Telling starts from what came (``raw``): a field is written anew only where the row says something
else by now, so that what nobody changed leaves as it came.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from .values import Raw

LONGEST_CODE, LONGEST_TITLE, LONGEST_VERSION = 60, 300, 40
LONGEST_NAME, LONGEST_SOURCE, LONGEST_URI = 200, 300, 500
FIRST, LAST = datetime(1900, 1, 2, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
OWN = "hedgerow"
"""Our key among the extensions."""
STATUSES = {"draft": "Draft", "adopted": "Adopted", "deprecated": "Deprecated"}


@dataclass(frozen=True, slots=True)
class ItemText:
    title: str
    description: str
    is_long: bool
    """Whether the description is the statement, which is too long for a title."""


def text_of(raw: Mapping[str, Any]) -> ItemText:
    """Title and description of a CFItem."""
    statement = text_at(raw, "fullStatement")
    notes = text_at(raw, "notes")
    if own_of(raw).get("untitled"):
        return ItemText("", notes, False)
    if len(statement) <= LONGEST_TITLE and "\n" not in statement.strip():
        return ItemText(statement.strip(), notes, False)
    label = " ".join(text_at(raw, "abbreviatedStatement").split())
    first = label or next((line for line in statement.splitlines() if line.strip()), "").strip()
    title = first if len(first) <= LONGEST_TITLE else f"{first[: LONGEST_TITLE - 1]}…"
    return ItemText(title, statement, True)


def item_told(raw: Mapping[str, Any], code: str, title: str, description: str) -> Raw:
    """The CFItem of an item: as it came, or of its own."""
    if not raw:
        told: Raw = {"humanCodingScheme": code, "fullStatement": title or code}
        told |= {"notes": description} if description else {}
        return told if title else told | {"extensions": {OWN: {"untitled": True}}}
    was, told = text_of(raw), dict(raw)
    if title != was.title:
        told["abbreviatedStatement" if was.is_long else "fullStatement"] = title or code
        if not was.is_long:
            told = _untitled(told, not title)
    if description != was.description:
        if was.is_long:
            told["fullStatement"] = description or title or code
        else:
            told["notes"] = description
            if not description:
                del told["notes"]
    return told


def _untitled(told: Raw, is_untitled: bool) -> Raw:
    kept = dict(told.get("extensions") or {})
    own = {**(kept.get(OWN) or {}), "untitled": is_untitled}
    return told | {"extensions": {**kept, OWN: own}}


def values_of(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a CFDocument says in the fields of a framework."""
    status = text_at(raw, "adoptionStatus").casefold()
    starts, ends = day_of(raw, "statusStartDate"), day_of(raw, "statusEndDate")
    if starts and ends and ends < starts:
        starts = ends = None
    source = text_at(raw, "officialSourceURL") or text_at(raw, "publisher")
    return {
        "title": text_at(raw, "title").strip()[:LONGEST_NAME],
        "version": text_at(raw, "version").strip()[:LONGEST_VERSION] or "1",
        "status": "draft" if "draft" in status else status if status in STATUSES else "adopted",
        "adopted_on": starts,
        "ended_on": ends,
        "source": source[:LONGEST_SOURCE],
        "uri": text_at(raw, "uri")[:LONGEST_URI],
    }


def document_told(raw: Mapping[str, Any], now: Mapping[str, Any], creator: str) -> Raw:
    """The CFDocument of a framework whose fields say ``now``."""
    was, told = values_of(raw), dict(raw)
    for name, field in (("title", "title"), ("version", "version")):
        if not raw or now[name] != was[name]:
            told[field] = now[name]
    if not raw or now["status"] != was["status"]:
        told["adoptionStatus"] = STATUSES[now["status"]]
    for name, field in (("adopted_on", "statusStartDate"), ("ended_on", "statusEndDate")):
        if now[name] != was[name]:
            told.pop(field, None)
            told |= {field: now[name].isoformat()} if now[name] else {}
    if now["source"] != was["source"]:
        for field in ("officialSourceURL", "publisher"):
            told.pop(field, None)
        is_address = now["source"].startswith(("http://", "https://"))
        if now["source"]:
            told["officialSourceURL" if is_address else "publisher"] = now["source"]
    if not text_at(told, "creator"):
        told["creator"] = creator
    return told


def moment_of(raw: Mapping[str, Any]) -> datetime | None:
    """When it last changed, if it says so; without a zone it is read as UTC."""
    value = text_at(raw, "lastChangeDateTime").strip().upper().replace("Z", "+00:00")
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    if (
        not datetime(1900, 1, 1, tzinfo=UTC)
        < (found := _aware(found))
        < datetime(2200, 1, 1, tzinfo=UTC)
    ):
        return None
    return found


def _aware(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def day_of(raw: Mapping[str, Any], name: str) -> date | None:
    try:
        found = date.fromisoformat(text_at(raw, name)[:10])
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2200 else None


def text_at(raw: Mapping[str, Any], name: str) -> str:
    """A text of the object; empty where there is none."""
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def own_of(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands under our key among its extensions."""
    extensions = raw.get("extensions")
    own = extensions.get(OWN) if isinstance(extensions, Mapping) else None
    return own if isinstance(own, Mapping) else {}
