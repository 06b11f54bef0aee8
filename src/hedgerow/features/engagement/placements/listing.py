"""The table of placements."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.tables import Column, Table

from .models import Placement


def _host(row: Any) -> str:
    return row.host.name if row.host else ""


class Placements(Table):
    name, caption = "placements", _("Placements")
    empty = _(
        "Placements will stand here: a learner at a host, from the request to the evaluation."
    )
    default_sort = "-starts"
    columns = (
        Column(
            "learner", _("Learner"), sort="learner__sort_name", search="learner__name",
            value=lambda row: row.learner.name,
            link=lambda row: reverse("placement", args=[row.ecosystem.slug, row.uuid]),
        ),
        Column("kind", _("Kind"), sort="kind__title", value=lambda row: row.kind.shown),
        Column("host", _("Host"), sort="host__name", search="host__name", value=_host),
        Column(
            "site", _("School"), sort="site__name", search="site__name",
            value=lambda row: row.site.name if row.site else "",
        ),
        Column("starts", _("From"), kind="date", sort="starts"),
        Column("ends", _("Until"), kind="date", sort="ends"),
        Column(
            "state", _("State"), kind="badge", sort="state", choices=Placement.State.choices,
            value=lambda row: row.get_state_display(),
        ),
        Column("next_due", _("Next due"), kind="date", sort="next_due"),
    )  # fmt: skip
