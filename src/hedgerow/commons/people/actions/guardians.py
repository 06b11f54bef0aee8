"""Who answers for a learner."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import Diff, Row, compare, in_parts, write

from ..bars import require_not_barred
from ..editors import reaches_all
from ..errors import GuardsOneself
from ..models import Guardian, Person
from ..permissions import EDIT_PEOPLE
from .checks import check_persons, check_seen

if TYPE_CHECKING:
    import polars as pl


@transaction.atomic
def register_guardians(
    ecosystem: Ecosystem,
    rows: Sequence[Row],
    *,
    by: Actor,
    at: datetime,
    new: "pl.DataFrame | None" = None,
) -> Outcome:
    """Register who answers for whom, recognised by the pair; journal once.

    Each row maps ``guardian_id``, ``learner_id``, ``relation``, ``starts`` (the day of ``at``
    unless given) and ``ends`` to values. Whoever is barred stays barred. ``new`` are pairs by
    columns of which none is here yet: the persons' codes and ``starts``, as text.

    A guardian sees the learner's private facts in every ecosystem. So a learner kept elsewhere is
    given one only by who may edit people everywhere that learner has a role.

    Raises NotFound to outsiders and for persons of elsewhere, OutOfReach, NotPermitted or
    GuardsOneself.
    """
    check_seen(ecosystem, by)
    require(by, EDIT_PEOPLE, within=ecosystem.pk)
    require_not_barred(by, {row[name] for row in rows for name in ("guardian_id", "learner_id")})
    _check(ecosystem, rows, by)
    found = _compared(ecosystem, rows, {"starts": day_in(ecosystem, at), "origin": by.origin})
    write(Guardian, found)
    added = len(found.new) + (0 if new is None else _add(ecosystem, new, by))
    if found.saved or added:
        journal.record(
            "people.guardians_registered",
            by=by,
            at=at,
            ecosystem=ecosystem.pk,
            subjects=[],
            payload={"new": added, "changed": len(found.changed)},
        )
    return replace(found.outcome, new=added)


def _compared(ecosystem: Ecosystem, rows: Sequence[Row], given: Row) -> Diff[Guardian]:
    """The rows against the ties there are, locked."""
    here = Guardian.objects.select_for_update().filter(ecosystem=ecosystem)
    kept = {
        (tie.guardian_id, tie.learner_id): tie
        for some in in_parts(row["learner_id"] for row in rows)
        for tie in here.filter(learner__in=some)
    }
    return compare(
        rows,
        kept,
        key=lambda row: (row["guardian_id"], row["learner_id"]),
        make=lambda row: Guardian(ecosystem=ecosystem, **{**given, **row}),
    )


def _add(ecosystem: Ecosystem, pairs: "pl.DataFrame", by: Actor) -> int:
    """Add pairs by the codes of persons whom the ecosystem keeps; return how many.

    Raises NotFound for codes of others, or GuardsOneself.
    """
    from .arriving import add_guardians  # polars is slow to import

    return add_guardians(ecosystem, pairs, by=by)


def _check(ecosystem: Ecosystem, rows: Sequence[Row], by: Actor) -> None:
    """Raise for persons of elsewhere, learners beyond reach, and who would guard oneself."""
    check_persons(ecosystem, {row[name] for row in rows for name in ("guardian_id", "learner_id")})
    _check_reach(ecosystem, {row["learner_id"] for row in rows}, by)
    if any(row["guardian_id"] == row["learner_id"] for row in rows):
        raise GuardsOneself


def _check_reach(ecosystem: Ecosystem, learners: set[int], by: Actor) -> None:
    """Raise NotPermitted for a learner whom another ecosystem keeps and the actor does not reach."""
    guests = [
        pk
        for some in in_parts(learners)
        for pk in Person.objects.filter(pk__in=some)
        .exclude(kept_by=ecosystem)
        .values_list("pk", flat=True)
    ]
    if not reaches_all(by, guests):
        raise NotPermitted(permission=EDIT_PEOPLE)


@transaction.atomic
def end_guardian(tie: Guardian, on: date, *, by: Actor, at: datetime) -> Guardian:
    """End that somebody answers for a learner; from then on they see the learner no more.

    What has ended stays as it ended. Raises NotFound to outsiders, or NotPermitted.
    """
    rows = Guardian.objects.select_for_update(of=("self",)).select_related("ecosystem", "learner")
    row = rows.filter(pk=tie.pk).first()
    if row is None:
        raise NotFound
    check_seen(row.ecosystem, by)
    require(by, EDIT_PEOPLE, within=row.ecosystem_id)
    if row.ends is None:
        row.ends = on
        row.save(update_fields=["ends"])
        journal.record(
            "people.guardian_ended",
            by=by,
            at=at,
            ecosystem=row.ecosystem_id,
            subjects=[("people.person", row.learner.uuid)],
            payload={"ends": on.isoformat()},
        )
    return row
