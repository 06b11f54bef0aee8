"""How a list of CFDocuments is asked for: its page, its order, what it lets through. Pure."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ..errors import CaseFilter, CaseSort
from .shapes import DOCUMENT
from .values import Raw

PREDICATE: Final = r"(\w+)\s*(!=|>=|<=|=|>|<|~)\s*'([^']*)'"
FILTER: Final = re.compile(rf"{PREDICATE}(?:\s+(AND|OR)\s+{PREDICATE})?")
TESTS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "=": operator.eq, "!=": operator.ne, ">": operator.gt, ">=": operator.ge,
    "<": operator.lt, "<=": operator.le, "~": operator.contains,
}  # fmt: skip
MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """How a list is asked for."""

    limit: int = 100
    offset: int = 0
    sort: str = ""
    descending: bool = False
    filter: str = ""
    fields: tuple[str, ...] = ()


def asked_of(given: Mapping[str, str]) -> Asked:
    """The list as asked for in an address. Raises CaseSort or CaseFilter."""
    sort = given.get("sort", "")
    if sort and sort not in DOCUMENT:
        raise CaseSort(field=sort)
    fields = tuple(one.strip() for one in given.get("fields", "").split(",") if one.strip())
    unknown = [one for one in fields if one not in (*DOCUMENT, "extensions")]
    if unknown:
        raise CaseFilter(field=unknown[0])
    return Asked(
        _number(given, "limit", 100, 1, MOST),
        _number(given, "offset", 0, 0, 2**31),
        sort,
        given.get("orderBy", "asc").lower() == "desc",
        given.get("filter", ""),
        fields,
    )


def _number(given: Mapping[str, str], name: str, otherwise: int, least: int, most: int) -> int:
    value = given.get(name, "")
    if not value:
        return otherwise
    if not value.isdecimal() or not least <= int(value) <= most:
        raise CaseFilter(field=name)
    return int(value)


def test_of(text: str) -> Callable[[Raw], bool]:
    """What a filter lets through, such as ``title~'math' AND language='en'``."""
    if not text:
        return lambda one: True
    found = FILTER.fullmatch(text.strip())
    if found is None:
        raise CaseFilter(field="filter")
    first, both = _predicate(*found.groups()[:3]), found[4]
    if both is None:
        return first
    second = _predicate(*found.groups()[4:])
    if both == "AND":
        return lambda one: first(one) and second(one)
    return lambda one: first(one) or second(one)


def _predicate(name: str, sign: str, value: str) -> Callable[[Raw], bool]:
    if name not in DOCUMENT:
        raise CaseFilter(field=name)
    test, wanted = TESTS[sign], value.casefold()

    def holds(one: Raw) -> bool:
        said = one.get(name)
        values = said if isinstance(said, list) else [] if said is None else [said]
        results = [test(str(each).casefold(), wanted) for each in values]
        return all(results) if sign == "!=" else any(results)

    return holds
