"""The table of bodies."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.told import called_like
from hedgerow.foundation.ui.tables import Column, Table

from .models import Body


def _mark(row: Body) -> str:
    return gettext("simulated") if row.simulated else ""


class Bodies(Table):
    name, caption = "bodies", _("Bodies")
    empty = _("Bodies will stand here: whoever decides together, such as a steering committee.")
    default_sort = "name"
    columns = (
        Column(
            "name",
            _("Name"),
            sort="name",
            value=lambda row: row.said("name"),
            match=lambda rows, text: rows.filter(called_like(Body, "name", text)),
            link=lambda row: reverse("body", args=[row.ecosystem.slug, row.uuid]),
        ),
        Column("seat_count", _("Seats"), kind="number", sort="seat_count"),
        Column("held_count", _("Seats held"), kind="number", sort="held_count"),
        Column("simulated", _("Remark"), kind="badge", value=_mark),
    )
