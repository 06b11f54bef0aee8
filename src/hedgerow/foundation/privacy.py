"""What becomes of personal data: each app's ``privacy.py`` declares it for every model.

A rule names a model that says something of a person, hands out what it says (*export*), takes it
away (*erase*) and says how long it is kept (*retention*). A test walks all models and fails where
a rule is missing; the setting ``HEDGEROW_PRIVACY`` lists the modules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.db.models import QuerySet

Export = Callable[[int], Iterable[Mapping[str, object]]]
"""Called with a person's id; one flat mapping a row, of what may be handed to that person."""

Erase = Callable[[int, datetime], int]
"""Called with a person's id and the moment, in a transaction; returns how many rows it touched."""


Ended = Callable[[datetime], "QuerySet[Any]"]
"""Called with a moment; the rows that ended before it."""

LetGo = Callable[[Sequence[Any]], int]
"""Called with ids of rows, in a transaction; returns how many are gone."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The three duties for one model.

    ``keep`` is how long a row is kept after it ended; None: as long as the person takes part.
    ``ended`` finds the rows that ended before a moment, and ``let_go`` lets rows go by their ids,
    in a transaction; where it is not given, they are deleted. ``why`` says in a sentence what the
    row is for; ``left`` what stays of it after erasing and why, empty where nothing does.
    """

    model: Any
    why: str | Promise
    export: Export
    erase: Erase
    keep: timedelta | None = None
    left: str | Promise = ""
    ended: Ended | None = None
    let_go: LetGo | None = None


def hold(person: int) -> None:
    """Wait for what is being written about the person by many rows, and let none of it begin.

    Called in the transaction that erases, before the person's row is locked: modules that write so
    lock their own rows first, and persons last. A module has a function ``hold`` for it.
    """
    for path in settings.HEDGEROW_PRIVACY:
        if held := getattr(import_module(path), "hold", None):
            held(person)


def rules() -> list[Rule]:
    """Every declared rule, in the order in which persons are erased: leaves first."""
    return [rule for path in settings.HEDGEROW_PRIVACY for rule in import_module(path).RULES]
