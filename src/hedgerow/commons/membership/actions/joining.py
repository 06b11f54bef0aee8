"""Organisations become members."""

from collections.abc import Sequence
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
    new = [row for pk, row in wanted.items() if pk not in already]
    spell = {"ecosystem": ecosystem, "starts": starts, "partner": partner, "origin": by.origin}
    OrganisationMembership.objects.bulk_create(
        (OrganisationMembership(organisation=row, **spell) for row in new), BATCH
    )
    if new:
        warehouse.touch("membership_org", ecosystem.pk)
        about = [("people.organisation", row.uuid) for row in new]
        said = {"starts": starts.isoformat(), "partner": partner}
        journal.record(
            "membership.organisations_joined",
            by=by, at=at, ecosystem=ecosystem.pk, subjects=about, payload=said,
        )  # fmt: skip
    return len(new)
