"""Whom and what an ecosystem keeps, by the codes that spreadsheets use.

An organisation is the one with its code, whatever its kind; a kind beside the code is checked.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.sets import narrowed
from hedgerow.foundation.targets import NOTHING, Coming

from .erased_codes import ErasedCode, mark
from .models import Organisation, Person

if TYPE_CHECKING:
    import polars as pl

Key = tuple[str, str]


def organisation_ids(ecosystem: Ecosystem, coming: Coming = NOTHING) -> dict[Key, int]:
    """Ids of the ecosystem's own organisations that have a code, by kind and code.

    Each stands under its kind and, for files that name none, under an empty one. What is coming
    has no id yet: 0.
    """
    rows = Organisation.objects.filter(kept_by=ecosystem).exclude(code="")
    found = list(rows.values_list("pk", "kind", "code"))
    there = {(told, code): pk for pk, kind, code in found for told in (kind, "")}
    return dict.fromkeys(coming.organisations, 0) | there if coming.organisations else there


def person_ids(
    ecosystem: Ecosystem, coming: Coming = NOTHING, codes: Collection[str] | None = None
) -> dict[str, int]:
    """Ids of the ecosystem's own persons who have a code and were not erased, by code.

    The code of a record that was merged is that of the record that was kept. Who is coming has no
    id yet: 0. ``codes`` are those that are asked for; others may be given too.
    """
    rows = Person.objects.filter(kept_by=ecosystem).exclude(code="")
    rows = rows.filter(Q(erased_at=None) | Q(merged_into__isnull=False))
    there: dict[str, int] = {}
    for some in narrowed(rows, "code", codes):
        found = some.values_list("code", "merged_into", "pk")
        there |= {code: kept or pk for code, kept, pk in found.iterator()}
    return dict.fromkeys(coming.people, 0) | there if coming.people else there


@dataclass(frozen=True, slots=True)
class ErasedCodes:
    """Codes of nobody any more: of who was erased, and of records that went into others."""

    own: str
    marks: frozenset[str]
    merged: frozenset[str] = frozenset()

    def __contains__(self, code: object) -> bool:
        return code in self.merged or (
            bool(self.marks) and bool(code) and mark(self.own, str(code)) in self.marks
        )

    def among(self, codes: Iterable[str]) -> frozenset[str]:
        """Those of these codes; without anybody erased none is looked at."""
        return frozenset(code for code in codes if code in self) if self.marks else frozenset()


def erased_codes(ecosystem: Ecosystem) -> ErasedCodes:
    """Those of an ecosystem; two queries."""
    gone = Person.objects.filter(kept_by=ecosystem, erased_at__isnull=False).exclude(code="")
    marks = ErasedCode.objects.filter(ecosystem=ecosystem).values_list("mark", flat=True)
    merged = frozenset(gone.values_list("code", flat=True))
    return ErasedCodes(str(ecosystem.uuid), frozenset(marks), merged)


def place_expected(kind: str) -> str:
    """What a code should have been that no organisation here has."""
    if kind:
        return _("the code of a %(kind)s that is already here") % {"kind": kind}
    return _("the code of an organisation that is already here")


_READ: "ContextVar[dict[int, pl.DataFrame] | None]" = ContextVar("people_by_code", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Within, ``people_by_code`` reads an ecosystem the first time it is asked: after it nobody comes or goes."""
    token = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(token)


def people_by_code(ecosystem: Ecosystem) -> "pl.DataFrame":
    """The same by columns, ``code`` and ``id``, of a whole ecosystem."""
    known = _READ.get()
    if known is not None and ecosystem.pk in known:
        return known[ecosystem.pk]
    found = _people_by_code(ecosystem)
    if known is not None:
        known[ecosystem.pk] = found
    return found


def _people_by_code(ecosystem: Ecosystem) -> "pl.DataFrame":
    import polars as pl  # slow to import

    from hedgerow.foundation import columns

    rows = Person.objects.filter(kept_by=ecosystem).exclude(code="")
    rows = rows.filter(Q(erased_at=None) | Q(merged_into__isnull=False))
    schema = {"code": pl.String, "kept": pl.Int64, "own": pl.Int64}
    found = columns.frame_of(rows.values_list("code", "merged_into", "pk"), schema)
    return found.select("code", id=pl.coalesce("kept", "own"))
