"""Plan a round and change it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.commons.membership.models import Group
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from ..models import Round
from ..permissions import RUN_ROUNDS
from .checks import BEFORE, State, is_over, own, own_site, run_by, seen, tell

PLAIN = ("title", "summary", "told", "opens_on", "closes_on", "answer_by", "most_wishes", "grades")
LINKS = ("group_id", "site_id")
AGAIN = ("grades", *LINKS)
"""What, changed after a run, makes its result that of another round."""
Values = Mapping[str, Any]


@transaction.atomic
def plan_round(ecosystem: Ecosystem, values: Values, *, by: Actor, at: datetime) -> Round:
    """Plan a round: ``title``, ``opens_on``, ``closes_on``, and whatever ``PLAIN`` and ``LINKS`` name.

    Its last day is today or later. Raises NotFound for outsiders and what is not of the ecosystem,
    NotPermitted or Invalid.
    """
    seen(ecosystem, by)
    require(by, RUN_ROUNDS, within=ecosystem.pk)
    said = _checked(ecosystem, values)
    key = values.get("key") or _fresh_key(ecosystem, values["title"])
    row = Round(ecosystem=ecosystem, key=key, created_at=at, origin=by.origin, **said)
    _check_days(row, at, said)
    row.save()
    tell("round_planned", row, by=by, at=at)
    return row


@transaction.atomic
def edit_round(
    row: Round, values: Values, *, by: Actor, at: datetime, revision: int | None = None
) -> Round:
    """Change a round until it is published; days and length of list may change while it is open.

    Raises NotFound, NotPermitted, NotInThisState, Stale or Invalid.
    """
    found = run_by(row, by, *BEFORE)
    said = _checked(found.ecosystem, values)
    changed = found.revise(revision, **said)
    _check_days(found, at, changed)
    if not changed:
        return found
    if {*changed} & {*AGAIN}:
        found.is_dirty = True
    found.save()
    tell("round_edited", found, by=by, at=at, payload={"fields": sorted(changed)})
    return found


@transaction.atomic
def drop_round(row: Round, *, by: Actor, at: datetime) -> None:
    """Throw a draft away, with what was prepared in it; raises NotFound, NotPermitted, NotInThisState."""
    found = run_by(row, by, State.DRAFT)
    tell("round_dropped", found, by=by, at=at)
    found.delete()


def _checked(ecosystem: Ecosystem, values: Values) -> dict[str, Any]:
    said = {name: values[name] for name in (*PLAIN, *LINKS) if name in values}
    check_lengths(Round, said)
    said = with_kept_told(Round, said, ecosystem)
    own_site(ecosystem, said.get("site_id"))
    own(Group.objects.filter(ecosystem=ecosystem), said.get("group_id"))
    if not 1 <= said.get("most_wishes", 1) <= 100:
        raise Invalid({"most_wishes": [_("A list has from 1 to 100 entries.")]})
    return said


def _check_days(row: Round, at: datetime, changed: Collection[str]) -> None:
    """A last day that has passed meanwhile stays, and is not set anew."""
    if row.closes_on < row.opens_on:
        raise Invalid({"closes_on": [_("The last day comes before the first.")]})
    if "closes_on" in changed and is_over(row, at):
        raise Invalid({"closes_on": [_("That day has passed. Choose today or a later day.")]})
    if row.answer_by is not None and row.answer_by < row.closes_on:
        raise Invalid({"answer_by": [_("Places are answered for after the choice is over.")]})


def _fresh_key(ecosystem: Ecosystem, title: str) -> str:
    stem = slugify(title)[:50] or "round"
    rows = Round.objects.filter(ecosystem=ecosystem, key__startswith=stem)
    taken = set(rows.values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)
