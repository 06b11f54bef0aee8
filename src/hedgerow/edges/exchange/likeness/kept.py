"""Who resembles whom, as it is kept with an import: of who is here the key alone."""

from collections.abc import Iterable, Mapping
from typing import Any

from .finding import Resembling

FIELD = "resembling"


def plain(found: Iterable[Resembling]) -> list[dict[str, Any]]:
    return [
        {"line": one.line, "name": one.name, "born": one.born.isoformat(), "code": one.code,
         "why": one.why, "person": one.person}
        for one in found
    ]  # fmt: skip


def without_names(said: Mapping[str, Any], *, done: bool) -> list[dict[str, Any]]:
    """What stays once an import is over: by codes, of one that was written, so that two can be made one."""
    return [{**one, "name": "", "born": ""} for one in said.get(FIELD, ())] if done else []
