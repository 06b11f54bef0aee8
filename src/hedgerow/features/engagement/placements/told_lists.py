"""The lists of a kind of placement in further languages: a line for each line of the list itself."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from .models import PlacementKind

LISTS: Final = ("requirements", "asked", "scale")


def lines_of(text: str) -> list[str]:
    """The lines in which something stands."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def lines_told(row: PlacementKind) -> dict[str, str]:
    """What the form shows of each list in each language; a line that is not told stands as it is kept."""
    steps = list(row.requirements.order_by("position", "pk"))
    found: dict[str, str] = {}
    for code in dict.fromkeys([*row.told, *(code for one in steps for code in one.told)]):
        own = row.told.get(code, {})
        asked = [(own.get(f"asked.{key}"), title) for key, title in row.named_asked()]
        scale = [(own.get(f"scale.{level}"), words) for level, words in row.named_levels()]
        needed = [(one.told.get(code, {}).get("title"), one.named) for one in steps]
        for name, pairs in zip(LISTS, (needed, asked, scale), strict=True):
            found[f"{name}.{code}"] = _joined(pairs)
    return found


def _joined(pairs: Iterable[tuple[str | None, str]]) -> str:
    pairs = list(pairs)
    return "\n".join(told or kept for told, kept in pairs) if any(told for told, _ in pairs) else ""


def tell_lists(
    values: dict[str, Any], given: Mapping[str, Any], row: PlacementKind | None
) -> dict[str, Any]:
    """The values of a kind, with what was entered in further languages beside them."""
    codes = [name.partition(".")[2] for name in given if name.startswith("title.")]
    if not codes:
        return values
    told = {code: dict(texts) for code, texts in (row.told if row else {}).items()}
    for code in codes:
        asked = _by_key("asked", values["asked"], given[f"asked.{code}"])
        scale = _by_key("scale", values["scale"], given[f"scale.{code}"])
        told[code] = {"title": given[f"title.{code}"], **asked, **scale}
    steps = {one.key: one.told for one in row.requirements.all()} if row else {}
    required = [
        {**one, "told": _of_step(one["title"], number, steps.get(one["key"], {}), codes, given)}
        for number, one in enumerate(values["requirements"])
    ]
    return {**values, "told": told, "requirements": required}


def _by_key(name: str, kept: Sequence[Sequence[Any]], text: str) -> dict[str, str]:
    lines = zip(kept, lines_of(text), strict=False)
    return {f"{name}.{key}": line for (key, words), line in lines if line != words}


def _of_step(
    title: str, number: int, kept: Mapping[str, Any], codes: list[str], given: Mapping[str, Any]
) -> dict[str, dict[str, str]]:
    told = {code: dict(texts) for code, texts in kept.items()}
    for code in codes:
        line = "".join(lines_of(given[f"requirements.{code}"])[number : number + 1])
        told[code] = {**told.get(code, {}), "title": "" if line == title else line[:120]}
    return told
