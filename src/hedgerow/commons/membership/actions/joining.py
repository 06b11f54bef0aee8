"""Organisations become members, and leave."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation import journal, warehouse
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require

from ..errors import StillMember
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

    Raises NotFound to outsiders and for an organisation unseen by the actor, NotPermitted, or
    StillMember for one whose earlier membership has not ended by then.
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
    _apart(ecosystem, new, starts)
    OrganisationMembership.objects.bulk_create(new, BATCH)
    said = {"starts": starts.isoformat(), "tier": tier, "partner": partner}
    tell_members("membership.organisations_joined", new, said, by, at)
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

    One that begins later ends on the day it begins; a change of tier still to come is dropped, one that
    was made stays.
    Roles held for the organisation stay.

    Raises NotFound to outsiders and for an organisation unseen by the actor, or NotPermitted.
    """
    seen(ecosystem, by)
    require(by, EDIT_MEMBERS, within=ecosystem.pk)
    wanted = {row.pk for row in organisations}
    if Organisation.objects.visible_to(by).filter(pk__in=wanted).count() != len(wanted):
        raise NotFound
    here = OrganisationMembership.objects.select_for_update(of=("self",)).filter(
        ecosystem=ecosystem, organisation__in=wanted
    )
    here = here.select_related("organisation").order_by("starts")
    ending, dropped = _ended(here, on, day_in(ecosystem, at))
    OrganisationMembership.objects.filter(pk__in=dropped).delete()
    OrganisationMembership.objects.bulk_update(ending, ["ends"], BATCH)
    said = {"ends": on.isoformat()}
    tell_members("membership.organisations_left", ending, said, by, at)
    return len(ending)


def _ended(
    rows: Iterable[OrganisationMembership], on: date, today: date
) -> tuple[list[OrganisationMembership], list[int]]:
    """The stretches that end on that day, and the ids of changes still to come, which go."""
    stretches: dict[int, list[OrganisationMembership]] = {}
    for row in rows:
        stretches.setdefault(row.organisation_id, []).append(row)
    ending, dropped = [], []
    for mine in stretches.values():
        last = mine.pop()
        if last.ends is not None:
            continue
        while last.starts > max(on, today) and mine:
            dropped.append(last.pk)
            last = mine.pop()
        last.ends = max(on, last.starts)
        ending.append(last)
    return ending, dropped


def _apart(ecosystem: Ecosystem, new: Sequence[OrganisationMembership], starts: date) -> None:
    """Raise StillMember for an organisation that was a member on that day or a later one."""
    ended = OrganisationMembership.objects.filter(
        ecosystem=ecosystem, organisation__in=[row.organisation for row in new], ends__gte=starts
    )
    last = ended.select_related("organisation").order_by("-ends").first()
    if last is not None and last.ends is not None:
        raise StillMember(name=last.organisation.name, ends=date_format(last.ends))


def tell_members(
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
