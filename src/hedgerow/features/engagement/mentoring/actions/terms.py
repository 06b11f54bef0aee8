"""Saying on which terms people are paired, and recording that somebody was checked."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities.actions import belonging
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import kept_told
from hedgerow.commons.ecosystems.told import Told
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor, require

from ..checking import keyed
from ..models import Check, MentoringTerms
from ..permissions import RECORD_CHECKS, SET_TERMS
from ..rules.pairs import Weights
from .belongs import locked, tell

MOST = 1_000_000


@transaction.atomic
def set_terms(
    ecosystem: Ecosystem,
    checks: Sequence[tuple[str, str]],
    weights: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
    told: Told | None = None,
) -> MentoringTerms:
    """Say which checks are asked for (key, title) and what a pair costs; journal what changed.

    An empty key is made of the title. ``told`` are titles in further languages, as ``check.<key>``;
    None leaves them. Raises NotFound, NotPermitted, or Invalid for a weight that is none or below
    zero, and for what is told otherwise.
    """
    belonging.seen(ecosystem, by)
    require(by, SET_TERMS, within=ecosystem.pk)
    _check(weights)
    row, _new = MentoringTerms.objects.select_for_update().get_or_create(ecosystem=ecosystem)
    others = row.told if told is None else kept_told(MentoringTerms, told, ecosystem)
    said = ([[*one] for one in keyed(checks)], dict(weights), others)
    if (row.required_checks, row.weights, row.told) != said:
        row.required_checks, row.weights, row.told = said
        row.save()
        journal.record(
            "mentoring.terms_set", by=by, at=at, ecosystem=ecosystem.pk,
            subjects=[("ecosystems.ecosystem", ecosystem.uuid)], payload={"checks": len(checks)},
        )  # fmt: skip
    return row


def _check(weights: Mapping[str, object]) -> None:
    kinds = {one.name: one.type for one in fields(Weights)}
    wrong = {}
    for name, value in weights.items():
        if name == "needs_language":
            fits = isinstance(value, bool)
        elif value is None:
            fits = name == "farthest_km"
        else:
            fits = isinstance(value, int | float) and not isinstance(value, bool)
            fits = fits and name in kinds and 0 <= float(str(value)) <= MOST
        if not fits:
            wrong[name] = [_("Enter a number from 0 on.")]
    if wrong:
        raise Invalid(wrong)


@transaction.atomic
def record_check(
    ecosystem: Ecosystem,
    person: Person,
    kind: str,
    seen_on: date,
    valid_until: date | None,
    *,
    by: Actor,
    at: datetime,
) -> Check:
    """Record that a check of somebody was seen; raises NotFound, NotPermitted or Invalid."""
    belonging.seen(ecosystem, by)
    require(by, RECORD_CHECKS, within=ecosystem.pk)
    belonging.persons(ecosystem, [person.pk], by, RECORD_CHECKS)
    if valid_until is not None and valid_until < seen_on:
        raise Invalid({"valid_until": [_("The last day comes before the first.")]})
    row = Check.objects.create(
        ecosystem=ecosystem, person=person, kind=kind, seen_on=seen_on, valid_until=valid_until,
        recorded_by_id=by.person_id, recorded_at=at, origin=by.origin,
    )  # fmt: skip
    tell("check_recorded", row, by, at, [person], kind=kind)
    return row


@transaction.atomic
def withdraw_check(check: Check, *, by: Actor, at: datetime) -> Check:
    """Say that a check counts no more; it is kept. Raises NotFound or NotPermitted."""
    row: Check = locked(Check, check, by, "person")
    require(by, RECORD_CHECKS, within=row.ecosystem_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        tell("check_withdrawn", row, by, at, [row.person], kind=row.kind)
    return row
