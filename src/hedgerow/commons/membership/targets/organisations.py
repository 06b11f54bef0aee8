"""Organisations from a spreadsheet: whoever brings them in makes them members."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import change_membership, join_organisations
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.targets import ORGANISATIONS as KEPT
from hedgerow.commons.people.targets import touched_organisations, write_organisations
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff, Values

PARTNER = "partner"


def write_members(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Save what is new or changed; what is new is a member from today, partners listed as such.

    What has become a partner, or is none any more, is listed so from today.
    """
    write_organisations(ecosystem, diff, by, at)
    new = {one.text("code") for one in diff.new}
    kept = Organisation.objects.filter(kept_by=ecosystem).exclude(code="")
    rows = [row for some in in_parts(new) for row in kept.filter(code__in=some)]
    for partner in (False, True):
        some = [row for row in rows if (row.kind == PARTNER) == partner]
        if some:
            join_organisations(
                ecosystem, some, day_in(ecosystem, at), by=by, at=at, partner=partner
            )
    _relist(ecosystem, diff, by, at)


def _relist(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    turned = {one.text("code") for one in diff.changed if _turned(one.text("kind"), one.was or {})}
    open_ = OrganisationMembership.objects.filter(
        ecosystem=ecosystem, ends=None, organisation__kept_by=ecosystem
    ).select_related("organisation", "ecosystem")
    for some in in_parts(turned):
        for row in open_.filter(organisation__code__in=some):
            partner = row.organisation.kind == PARTNER
            change_membership(row, row.tier, partner=partner, by=by, at=at)


def _turned(kind: str, was: Values) -> bool:
    return "kind" in was and (kind == PARTNER) != (was["kind"] == PARTNER)


def touched_members(ecosystem: Ecosystem, diff: Diff) -> Iterable[QuerySet[Any]]:
    """The organisations that a file changes, and their memberships."""
    yield from touched_organisations(ecosystem, diff)
    rows = OrganisationMembership.objects.filter(
        ecosystem=ecosystem, organisation__kept_by=ecosystem
    )
    for some in in_parts(one.text("code") for one in diff.changed):
        yield rows.filter(organisation__code__in=some)


ORGANISATIONS = replace(KEPT, save=write_members, touches=touched_members)
