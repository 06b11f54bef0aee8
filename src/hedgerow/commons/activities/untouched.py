"""Marks that a sender left as they were read, while somebody else changed them."""

from collections.abc import Mapping
from typing import Any

LATE = "late"


def taken_over(
    data: Mapping[str, Any], mine: Mapping[str, str], theirs: Mapping[str, object]
) -> dict[str, str]:
    """My marks by person id; where I touched none, what was saved meanwhile stands.

    ``data`` is the form: ``was-<person>`` says what stood when it was read. A late one stays mine,
    since minutes may have been typed.
    """
    return {
        person: str(theirs.get(person) or mark)
        if mark != LATE and data.get(f"was-{person}") == mark
        else mark
        for person, mark in mine.items()
    }
