"""Offering and editing one activity."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.activities.permissions import EDIT_ACTIVITIES
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.foundation import journal, warehouse
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor, require

from . import belonging, offering

Values = Mapping[str, Any]


@transaction.atomic
def offer_activity(ecosystem: Ecosystem, values: Values, *, by: Actor, at: datetime) -> Activity:
    """Offer one activity; ``values`` are a row of ``save_activities`` without a code.

    Raises NotFound to outsiders and for what is not of the ecosystem, NotPermitted or Invalid.
    """
    _check_days(values["starts"], values.get("ends"))
    saved = offering.saved(ecosystem, [{**values, "code": ""}], by=by, at=at)
    return saved.new[0]


@transaction.atomic
def edit_activity(
    activity: Activity, values: Values, *, by: Actor, at: datetime, revision: int | None = None
) -> Activity:
    """Change an activity; nothing is written where nothing differs.

    ``values`` are a row of ``save_activities``; ``revision`` is the one that was read.

    Raises NotFound, NotPermitted, Invalid, or Stale with both versions.
    """
    rows = Activity.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("ecosystem").filter(pk=activity.pk).first()
    if row is None:
        raise NotFound
    ecosystem = row.ecosystem
    offering.check_links(ecosystem, [values], by)
    require(by, EDIT_ACTIVITIES, within=ecosystem.pk, at_site=row.site_id)
    if "site_id" in values:
        require(by, EDIT_ACTIVITIES, within=ecosystem.pk, at_site=values["site_id"])
    _check_days(values.get("starts", row.starts), values.get("ends", row.ends))
    plain = {name: value for name, value in values.items() if name not in offering.LINKS}
    check_lengths(Activity, plain)
    plain = with_kept_told(Activity, plain, ecosystem)
    today = day_in(ecosystem, at)
    names = offering.revise(row, plain, values, today=today, expected=revision)
    if names:
        row.save()
        offering.relink([(row, values)])
        days = Session.objects.filter(activity=row).values_list("day", flat=True).distinct()
        belonging.touch("delivery", ecosystem, days)
        if "public" in names:
            warehouse.touch("private_activity", ecosystem.pk)
        journal.record(
            "activities.edited",
            by=by,
            at=at,
            ecosystem=ecosystem.pk,
            subjects=[("activities.activity", row.uuid)],
            payload={"fields": sorted(names)},
        )
    return row


def _check_days(starts: Any, ends: Any) -> None:
    if ends is not None and ends < starts:
        raise Invalid({"ends": [_("The last day comes before the first.")]})
