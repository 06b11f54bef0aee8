"""Organisations become members, change their tier, and leave."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation import journal, warehouse
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from ..models import OrganisationMembership
from ..permissions import EDIT_MEMBERS
from .checks import seen

BATCH = 500


@transaction.atomic
def join_organisations(
    ecosystem: Ecosystem,
    organisations: Sequence[Organisation],
    starts: date,
    *,
    by: Actor,
    at: datetime,
    partner: bool = False,
    tier: str = "member",
) -> int:
    """Make organisations members from a day on; return how many were not yet.

    Raises NotFound to outsiders and for an organisation unseen by the actor, or NotPermitted.
    """
    seen(ecosystem, by)
    require(by, EDIT_MEMBERS, within=ecosystem.pk)
    wanted = {row.pk: row for row in organisations}
    if Organisation.objects.visible_to(by).filter(pk__in=wanted).count() != len(wanted):
        raise NotFound
    already = set(
        OrganisationMembership.objects.filter(
            ecosystem=ecosystem, ends__isnull=True, organisation__in=wanted
        ).values_list("organisation_id", flat=True)
    )
    spell = {
        "ecosystem": ecosystem, "starts": starts, "tier": tier, "partner": partner,
        "origin": by.origin,
    }  # fmt: skip
    new = [
        OrganisationMembership(organisation=row, **spell)
        for pk, row in wanted.items()
        if pk not in already
    ]
    OrganisationMembership.objects.bulk_create(new, BATCH)
    said = {"starts": starts.isoformat(), "tier": tier, "partner": partner}
    _tell("membership.organisations_joined", new, said, by, at)
    return len(new)


@transaction.atomic
def leave_organisations(
    ecosystem: Ecosystem,
    organisations: Sequence[Organisation],
    on: date,
    *,
    by: Actor,
    at: datetime,
) -> int:
    """End memberships, ``on`` being the last day; return how many had not ended.

    One that begins later ends on the day it begins. Roles held for the organisation stay.

    Raises NotFound to outsiders and for an organisation unseen by the actor, or NotPermitted.
    """
    seen(ecosystem, by)
    require(by, EDIT_MEMBERS, within=ecosystem.pk)
    wanted = {row.pk for row in organisations}
    if Organisation.objects.visible_to(by).filter(pk__in=wanted).count() != len(wanted):
        raise NotFound
    here = OrganisationMembership.objects.select_for_update(of=("self",)).filter(
        ecosystem=ecosystem, ends__isnull=True, organisation__in=wanted
    )
    ending = list(here.select_related("organisation").order_by("pk"))
    for row in ending:
        row.ends = max(on, row.starts)
    OrganisationMembership.objects.bulk_update(ending, ["ends"], BATCH)
    said = {"ends": on.isoformat()}
    _tell("membership.organisations_left", ending, said, by, at)
    return len(ending)


@transaction.atomic
def change_membership(
    membership: OrganisationMembership, tier: str, *, partner: bool, by: Actor, at: datetime
) -> bool:
    """Give a member another tier, or list it as a partner or not; whether that differs.

    Raises NotFound to outsiders and where it has ended, or NotPermitted.
    """
    ecosystem = membership.ecosystem
    seen(ecosystem, by)
    require(by, EDIT_MEMBERS, within=ecosystem.pk)
    rows = OrganisationMembership.objects.select_for_update(of=("self",))
    row = rows.select_related("organisation").filter(pk=membership.pk, ends__isnull=True).first()
    if row is None:
        raise NotFound
    before = {"tier": row.tier, "partner": row.partner}
    if before == {"tier": tier, "partner": partner}:
        return False
    row.tier, row.partner = tier, partner
    row.save(update_fields=["tier", "partner"])
    said = {"tier": tier, "partner": partner, "before": before}
    _tell("membership.membership_changed", [row], said, by, at)
    return True


def _tell(
    kind: str,
    rows: Sequence[OrganisationMembership],
    said: Mapping[str, object],
    by: Actor,
    at: datetime,
) -> None:
    """One fact for the set, and the members dirty; nothing where nothing differed."""
    if not rows:
        return
    ecosystem = rows[0].ecosystem_id
    warehouse.touch("membership_org", ecosystem)
    about = [("people.organisation", row.organisation.uuid) for row in rows]
    journal.record(kind, by=by, at=at, ecosystem=ecosystem, subjects=about, payload=said)
