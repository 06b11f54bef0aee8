"""An organisation changes its tier; what it was stays on record."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.formats import date_format

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from ..errors import ChangeTooEarly
from ..models import OrganisationMembership
from ..permissions import EDIT_MEMBERS
from .checks import seen
from .joining import tell_members


@transaction.atomic
def change_membership(
    membership: OrganisationMembership,
    tier: str,
    *,
    partner: bool,
    by: Actor,
    at: datetime,
    starts: date | None = None,
) -> bool:
    """Give a member another tier, or list it as a partner or not; whether that differs.

    What it was ends the day before ``starts`` (today by default), and a new stretch begins; from
    the very day on which the stretch that goes on began, that one is corrected instead.

    Raises NotFound to outsiders and where it has ended, NotPermitted, or ChangeTooEarly.
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
    today = day_in(ecosystem, at)
    day = starts or max(today, row.starts)
    if day < row.starts:
        raise ChangeTooEarly(starts=date_format(row.starts))
    if day > row.starts:
        row = _next(row, day, by)
    row.tier, row.partner = tier, partner
    row.save()
    said = {"tier": tier, "partner": partner, "before": before, "starts": day.isoformat()}
    tell_members("membership.membership_changed", [row], said, by, at)
    return True


def _next(row: OrganisationMembership, day: date, by: Actor) -> OrganisationMembership:
    """End the stretch on the day before; return the one that follows, not yet saved."""
    row.ends = day - timedelta(days=1)
    row.save(update_fields=["ends"])
    return OrganisationMembership(
        ecosystem=row.ecosystem, organisation=row.organisation, starts=day, origin=by.origin
    )
