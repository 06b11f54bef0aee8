"""Acts on an ecosystem as a whole."""

import re
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hedgerow.foundation import search, warehouse
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from ..errors import NoAddress, SlugTaken
from ..firsts import keep_as_written
from ..models import Ecosystem, Holiday, Term
from ..permissions import EDIT_CALENDAR, EDIT_ECOSYSTEM
from ..telling import main_language, with_kept_told
from .telling import locked, record

ADDRESS = re.compile(r"[A-Za-z0-9_-]{1,60}")


@transaction.atomic
def found_ecosystem(slug: str, name: str, *, by: Actor, at: datetime, **values: Any) -> Ecosystem:
    """Found an ecosystem; ``values`` are further fields of ``Ecosystem``.

    Who founds it gets no role by it: that is ``membership.assign_role``'s.

    Raises NotPermitted for the public, NoAddress, SlugTaken or Invalid.
    """
    if not by.steward and by.person_id is None:
        raise NotPermitted
    parent = values.get("parent")
    if parent is not None:
        require(by, EDIT_ECOSYSTEM, within=parent.pk)
    if not ADDRESS.fullmatch(slug):
        raise NoAddress(slug=slug)
    if Ecosystem.objects.filter(slug=slug).exists():
        raise SlugTaken(slug=slug)
    check_lengths(Ecosystem, {"name": name, **values})
    spoken = Ecosystem(languages=values.get("languages") or ["en"])
    said = with_kept_told(Ecosystem, values, spoken)
    founded = Ecosystem.objects.create(slug=slug, name=name, created_at=at, **said)
    record("founded", founded, by=by, at=at, payload={"slug": slug, "name": name})
    return founded


@transaction.atomic
def edit_ecosystem(
    ecosystem: Ecosystem, *, by: Actor, at: datetime, revision: int | None = None, **changes: Any
) -> Ecosystem:
    """Change fields of an ecosystem; nothing is written where nothing differs.

    Where another of its languages comes first, what is written already is kept as in the one before.

    Raises NotFound to outsiders, NotPermitted, Stale or Invalid.
    """
    row = locked(ecosystem, by)
    require(by, EDIT_ECOSYSTEM, within=row.pk)
    check_lengths(Ecosystem, changes)
    before = main_language(row)
    said = with_kept_told(Ecosystem, changes, row)
    changed = row.revise(revision, **said)
    if changed:
        row.save()
        if main_language(row) != before:
            keep_as_written(row, before)
            row.refresh_from_db(fields=["told"])
        if "collects_groups" in changed:
            warehouse.touch("participant_group", row.pk)
        if "languages" in changed:  # what is said there was read in the one spoken before
            search.touch_leaning("ecosystems.ecosystem", [row.pk])
        record("edited", row, by=by, at=at, payload={"fields": sorted(changed)})
    return row


@transaction.atomic
def open_ecosystem(ecosystem: Ecosystem, *, by: Actor, at: datetime) -> Ecosystem:
    """Show a planted ecosystem to those who may see it.

    Raises NotFound to outsiders, or NotPermitted.
    """
    row = locked(ecosystem, by)
    require(by, EDIT_ECOSYSTEM, within=row.pk)
    if row.revise(None, state=Ecosystem.State.OPEN):
        row.save()
        record("opened", row, by=by, at=at, payload={})
    return row


@transaction.atomic
def add_term(
    ecosystem: Ecosystem, name: str, starts: date, ends: date, *, by: Actor, at: datetime,
    **values: Any,
) -> Term:  # fmt: skip
    """Add a stretch of the school year, both days in it; ``values`` are further fields of ``Term``.

    Raises NotFound to outsiders, NotPermitted, or Invalid for what cannot be told.
    """
    row = locked(ecosystem, by)
    require(by, EDIT_CALENDAR, within=row.pk)
    said = with_kept_told(Term, values, row)
    term = Term.objects.create(ecosystem=row, name=name, starts=starts, ends=ends, **said)
    record("term_added", row, by=by, at=at, payload={"term": str(term.uuid), "name": name})
    return term


@transaction.atomic
def add_holiday(
    ecosystem: Ecosystem, name: str, starts: date, ends: date, *, by: Actor, at: datetime,
    **values: Any,
) -> Holiday:  # fmt: skip
    """Add days on which nothing is held, both in it; ``values`` are further fields of ``Holiday``.

    Raises NotFound to outsiders, NotPermitted, or Invalid for what cannot be told.
    """
    row = locked(ecosystem, by)
    require(by, EDIT_CALENDAR, within=row.pk)
    said = with_kept_told(Holiday, values, row)
    holiday = Holiday.objects.create(ecosystem=row, name=name, starts=starts, ends=ends, **said)
    record("holiday_added", row, by=by, at=at, payload={"holiday": str(holiday.uuid)})
    return holiday
