"""What becomes of all that names a person, once two records turn out to be of one.

Each app's ``merging.py`` declares a rule for every foreign key to a person; the setting
``HEDGEROW_MERGING`` lists the modules. A test walks all models and fails where a rule is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Two:
    """The persons (ids) of one record that stays and of one that goes, at the moment of the act."""

    kept: int
    gone: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """What happens to rows of one model that name a person by ``fields``.

    ``named`` is what the rows are called; ``told`` says in a sentence how those are settled that
    cannot both stay, of which ``clashes`` counts how many there are. ``refuse`` raises what stops
    the whole. What is ``final`` is not put back when a merge is undone.
    """

    model: Any
    fields: Sequence[str]
    named: str | Promise
    join: Callable[[Two], None]
    told: str | Promise = ""
    clashes: Callable[[Two], int] = lambda two: 0
    refuse: Callable[[Two], None] = lambda two: None
    final: bool = False

    def rows(self, *persons: int) -> Any:
        """The rows that name one of the persons."""
        named = Q(pk__in=())
        for field in self.fields:
            named |= Q(**{f"{field}__in": persons})
        return self.model._default_manager.filter(named)


def rules() -> list[Rule]:
    """Every declared rule, in the order in which records are joined: leaves first."""
    return [rule for path in settings.HEDGEROW_MERGING for rule in import_module(path).RULES]
