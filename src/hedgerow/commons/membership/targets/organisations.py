"""Organisations from a spreadsheet: whoever brings them in makes them members."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import join_organisations
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.targets import ORGANISATIONS as KEPT
from hedgerow.commons.people.targets import write_organisations
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Diff

PARTNER = "partner"


def write_members(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Save what is new or changed; what is new is a member from today, partners listed as such."""
    write_organisations(ecosystem, diff, by, at)
    new = {(one.text("kind"), one.text("code")) for one in diff.new}
    kept = Organisation.objects.filter(~Q(code=""), kept_by=ecosystem)
    rows = [row for row in kept if (row.kind, row.code) in new]
    for partner in (False, True):
        some = [row for row in rows if (row.kind == PARTNER) == partner]
        if some:
            join_organisations(ecosystem, some, at.date(), by=by, at=at, partner=partner)


ORGANISATIONS = replace(KEPT, save=write_members)
