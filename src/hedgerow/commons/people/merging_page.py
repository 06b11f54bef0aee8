"""Two records side by side before they become one: what stays, what moves, what is settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tongues import own_name
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.merging import Two, rules
from hedgerow.foundation.permissions import Actor

from .actions.merging import KEPT
from .mergeable import FIELDS, may_merge
from .models import Merge, NameWord, Person

Text = str | Promise
WORDS: dict[str, Text] = {
    "name": _("Name"),
    "called": _("Called"),
    "born": _("Born"),
    "language": _("Language"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "time_zone": _("Time zone"),
    "code": _("Code"),
    "account": _("Signs in with"),
}
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Side:
    """A field in both records; ``asks`` where they differ and somebody has to choose."""

    name: str
    title: Text
    kept: str
    gone: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of one kind that name the record that goes, and how those are settled that clash."""

    what: Text
    rows: int
    clashes: int
    told: Text


@dataclass(frozen=True, slots=True)
class MergePage:
    """What merging would do; ``refused`` says why it cannot be."""

    slug: str
    kept: UUID
    gone: UUID
    kept_name: str
    gone_name: str
    kept_since: date
    gone_since: date
    sides: Sequence[Side]
    kinds: Sequence[Kind]
    refused: str
    days: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge of the last days; it may be undone while nothing has built on it."""

    uuid: UUID
    kept: UUID
    name: str
    at: datetime


def merge_page(
    actor: Actor, ecosystem: Ecosystem, kept: UUID, gone: UUID, at: datetime
) -> MergePage:
    """What merging the two would do; raises what ``may_merge`` does."""
    stays, goes = may_merge(ecosystem, kept, gone, by=actor)
    two, refused = Two(stays.pk, goes.pk, at), ""
    for rule in rules():
        try:
            rule.refuse(two)
        except Refused as refusal:
            refused = f"{refusal} {refusal.next_step}"
    kinds = [
        Kind(rule.named, count, clashes, rule.told if clashes or rule.final else "")
        for rule in rules()
        if rule.model not in (NameWord, Merge)  # made anew of the name; what was merged before
        and (count := rule.rows(goes.pk).count()) + (clashes := rule.clashes(two))
    ]
    return MergePage(
        slug=ecosystem.slug,
        kept=kept,
        gone=gone,
        kept_name=stays.name,
        gone_name=goes.name,
        kept_since=day_in(ecosystem, stays.created_at),
        gone_since=day_in(ecosystem, goes.created_at),
        sides=[
            _side(name, stays, goes)
            for name in FIELDS
            if getattr(stays, name) or getattr(goes, name)
        ],
        kinds=kinds,
        refused=refused,
        days=KEPT.days,
    )


def merged_lately(ecosystem: Ecosystem, into: Person | None = None) -> list[Merged]:
    """Merges (``into`` that person) that may still be undone, the latest first."""
    rows = Merge.objects.filter(ecosystem=ecosystem, undone_at=None).exclude(trace=[])
    if into is not None:
        rows = rows.filter(kept=into)
    return [
        Merged(row.uuid, row.kept.uuid, row.kept.name, row.at)
        for row in rows.select_related("kept").order_by("-at", "-pk")[:50]
    ]


def _side(name: str, stays: Person, goes: Person) -> Side:
    mine, theirs = getattr(stays, name), getattr(goes, name)
    asks = bool(mine) and bool(theirs) and mine != theirs
    shown = _language if name == "language" else _said
    return Side(name, WORDS[name], shown(mine), shown(theirs), asks)


def _language(code: str) -> str:
    return own_name(code) if code else NOTHING


def _said(value: object) -> str:
    if isinstance(value, date):
        return date_format(value)
    return str(value) if value else NOTHING
