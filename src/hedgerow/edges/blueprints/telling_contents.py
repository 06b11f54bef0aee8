"""Printing what an ecosystem holds."""

import json
from dataclasses import asdict

from .queries import Contents


def tell(found: Contents, *, as_json: bool) -> None:
    print(json.dumps(asdict(found), indent=2) if as_json else as_text(found))


def as_text(found: Contents) -> str:
    """Counts first, then each published figure with its date and source."""
    lines = [f"{found.name} (simulated)" if found.simulated else found.name]
    counts = (found.organisations_by_kind, found.organisations_by_sector, found.people_by_role)
    titles = ("organisations by kind", "organisations by sector", "people by role")
    for title, rows in zip(titles, counts, strict=True):
        lines.append(f"{title}: {', '.join(f'{key} {n}' for key, n in rows.items()) or 'none'}")
    for name in ("bodies", "seats", "framework_items", "indicators", "activities", "attendance"):
        lines.append(f"{name.replace('_', ' ')}: {getattr(found, name)}")
    for fact in found.facts:
        value = " ".join(word for word in (fact.qualifier, fact.value, fact.unit) if word)
        lines.append(f"{fact.name}: {value} ({fact.as_of}; {fact.source})")
    return "\n".join(lines)
