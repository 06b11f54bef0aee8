"""Rows that files may be about: each app registers its kinds when it is loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from hedgerow.foundation.permissions import Actor

Rows = Callable[[Actor], "QuerySet[Any]"]


@dataclass(frozen=True, slots=True)
class Owner:
    """Rows of one kind: of which an actor sees the files (``seen``), and changes them (``changed``).

    Rows have ``ecosystem`` and ``uuid``. ``person`` names whom a row's files speak of, by id, with
    whom they are erased; None where they speak of nobody.
    """

    kind: str
    model: Any
    seen: Rows
    changed: Rows
    person: Callable[[Any], int | None]


OWNERS: dict[str, Owner] = {}


def _nobody(row: Any) -> int | None:
    return None


def register(
    kind: str,
    model: Any,
    *,
    seen: Rows,
    changed: Rows,
    person: Callable[[Any], int | None] = _nobody,
) -> None:
    """Let files be about rows of ``model``, named as in ``subjects``, such as "partners.agreement"."""
    OWNERS[kind] = Owner(kind, model, seen, changed, person)
