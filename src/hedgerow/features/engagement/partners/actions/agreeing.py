"""An agreement from the proposal to its end."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.commons.people.models import Organisation
from hedgerow.features.engagement.partners import rules
from hedgerow.features.engagement.partners.errors import (
    AgreementOrder,
    AlreadyAnswered,
    NotInForce,
    OwnProposal,
    SharedForNothing,
)
from hedgerow.features.engagement.partners.models import Agreement, DataKind
from hedgerow.features.engagement.partners.permissions import EDIT_AGREEMENTS
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from . import belonging
from .belonging import tell

SETS = ("sites", "kinds", "consents")
"""What an agreement covers: rows of other tables."""
State = Agreement.State


@transaction.atomic
def propose_agreement(
    ecosystem: Ecosystem,
    organisation: Organisation,
    *,
    by: Actor,
    at: datetime,
    renews: Agreement | None = None,
    **values: Any,
) -> Agreement:
    """Propose an agreement for one's own side; the other side answers.

    ``values`` are ``title``, ``scope``, ``starts``, and may be ``ends``, ``shares`` (kinds of data),
    ``shared_for``, ``told`` (the texts in further languages), and the rows ``sites``, ``kinds`` and
    ``consents``. ``renews`` is the one it follows.

    Raises NotFound for outsiders and what is not of the ecosystem, NotPermitted, AgreementOrder,
    SharedForNothing, NotInForce or Invalid.
    """
    belonging.seen(ecosystem, by)
    belonging.organisations(ecosystem, [organisation])
    require(by, EDIT_AGREEMENTS, within=ecosystem.pk, at_site=organisation.pk)
    if renews is not None:
        _check_renewed(ecosystem, organisation, renews, by)
    plain, sets = _parted(values, ecosystem)
    _check(ecosystem, plain, sets)
    speaks_for = belonging.sides(by, ecosystem.pk, organisation.pk)
    row = Agreement.objects.create(
        ecosystem=ecosystem, organisation=organisation, renews=renews, origin=by.origin,
        side="network" if "network" in speaks_for else "partner",
        proposed_by_id=by.person_id, proposed_at=at, **plain,
    )  # fmt: skip
    for name, rows in sets.items():
        getattr(row, name).set(rows)
    said = {"starts": row.starts.isoformat(), "renews": str(renews.uuid) if renews else ""}
    tell("agreement_proposed", row, by, at, {**said, "side": row.side}, "agreement")
    return row


@transaction.atomic
def edit_agreement(
    agreement: Agreement, *, by: Actor, at: datetime, revision: int | None = None, **changes: Any
) -> Agreement:
    """Change a proposal before it is answered; only the side that made it may.

    Raises NotFound, NotPermitted, AlreadyAnswered, Stale, AgreementOrder, SharedForNothing or Invalid.
    """
    row = _locked(agreement, by)
    require(by, EDIT_AGREEMENTS, within=row.ecosystem_id, at_site=row.organisation_id)
    if row.state != State.PROPOSED:
        raise AlreadyAnswered
    if row.side not in belonging.sides(by, row.ecosystem_id, row.organisation_id):
        raise NotPermitted(permission=EDIT_AGREEMENTS)
    plain, sets = _parted(changes, row.ecosystem)
    kept = {name: getattr(row, name) for name in ("starts", "ends", "shares", "shared_for")}
    _check(row.ecosystem, {**kept, **plain}, sets)
    changed = row.revise(revision, **plain)
    for name, rows in sets.items():
        if {one.pk for one in rows} != set(getattr(row, name).values_list("pk", flat=True)):
            getattr(row, name).set(rows)
            changed.append(name)
            row.revision += 0 if len(changed) > 1 else 1
    if changed:
        row.save()
        tell("agreement_edited", row, by, at, {"fields": sorted(changed)}, "agreement")
    return row


@transaction.atomic
def answer_agreement(
    agreement: Agreement,
    *,
    by: Actor,
    at: datetime,
    accepts: bool,
    answered_as: str = "",
    reason: str = "",
) -> Agreement:
    """Agree for the side that was asked, or decline. Whoever proposed may withdraw by declining.

    Raises NotFound, NotPermitted, AlreadyAnswered, OwnProposal or Invalid.
    """
    row = _locked(agreement, by)
    require(by, EDIT_AGREEMENTS, within=row.ecosystem_id, at_site=row.organisation_id)
    if row.state != State.PROPOSED:
        raise AlreadyAnswered
    same = by.person_id is not None and by.person_id == row.proposed_by_id
    speaks_for = belonging.sides(by, row.ecosystem_id, row.organisation_id)
    other_side = rules.may_answer(_side(row), speaks_for, same_person=same)
    if accepts and not other_side:
        raise OwnProposal
    check_lengths(Agreement, {"answered_as": answered_as, "reason": reason})
    row.state = State.AGREED if accepts else State.DECLINED
    row.answered_by_id, row.answered_at = by.person_id, at
    row.answered_as, row.reason = answered_as, "" if accepts else reason
    row.revision += 1
    row.save()
    what = "agreed" if accepts else "declined" if other_side else "withdrawn"
    tell(f"agreement_{what}", row, by, at, {"as": answered_as}, "agreement")
    return row


@transaction.atomic
def end_agreement(
    agreement: Agreement, ends: date, *, by: Actor, at: datetime, reason: str
) -> Agreement:
    """Let an agreement end with that day, earlier than was agreed; either side may, saying why.

    Raises NotFound, NotPermitted, NotInForce, AgreementOrder or Invalid.
    """
    row = _locked(agreement, by)
    require(by, EDIT_AGREEMENTS, within=row.ecosystem_id, at_site=row.organisation_id)
    if row.state != State.AGREED or (row.ends and row.ends < day_in(row.ecosystem, at)):
        raise NotInForce
    if not reason.strip():
        raise Invalid({"reason": [_("Say why it ends early.")]})
    check_lengths(Agreement, {"reason": reason})
    if ends < row.starts or (row.ends and ends > row.ends):
        raise AgreementOrder
    row.ends, row.reason, row.revision = ends, reason, row.revision + 1
    row.state = State.ENDED
    row.save()
    tell("agreement_ended", row, by, at, {"ends": ends.isoformat()}, "agreement")
    return row


def _side(row: Agreement) -> rules.Side:
    return "network" if row.side == "network" else "partner"


def _parted(
    values: Mapping[str, Any], ecosystem: Ecosystem
) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """Plain fields, and rows that are pointed at."""
    plain = {name: value for name, value in values.items() if name not in SETS}
    plain = with_kept_told(Agreement, plain, ecosystem)
    return plain, {name: list(values[name]) for name in SETS if name in values}


def _check(
    ecosystem: Ecosystem, plain: Mapping[str, Any], sets: Mapping[str, Iterable[Any]]
) -> None:
    ends = plain.get("ends")
    if ends is not None and ends < plain["starts"]:
        raise AgreementOrder
    shares = plain.get("shares") or []
    if unknown := set(shares) - set(DataKind.values):
        raise Invalid({"shares": sorted(unknown)})
    if shares and not str(plain.get("shared_for", "")).strip():
        raise SharedForNothing
    check_lengths(Agreement, plain)
    belonging.organisations(ecosystem, sets.get("sites", ()))
    belonging.of(ecosystem, [*sets.get("kinds", ()), *sets.get("consents", ())])


def _check_renewed(
    ecosystem: Ecosystem, organisation: Organisation, renews: Agreement, by: Actor
) -> None:
    old = Agreement.objects.visible_to(by).filter(pk=renews.pk, ecosystem=ecosystem).first()
    if old is None or old.organisation_id != organisation.pk:
        raise NotFound
    if old.state not in (State.AGREED, State.ENDED):
        raise NotInForce


def _locked(agreement: Agreement, by: Actor) -> Agreement:
    rows = Agreement.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("ecosystem", "organisation").filter(pk=agreement.pk).first()
    if row is None:
        raise NotFound
    return row
