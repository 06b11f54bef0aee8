"""The table of frameworks."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.tables import Column, Table

from .models import Framework


class Frameworks(Table):
    name, caption = "frameworks", _("Frameworks")
    empty = _("Frameworks will stand here: principles, components or curricula as trees of items.")
    default_sort = "title"
    columns = (
        Column(
            "title",
            _("Title"),
            sort="title",
            search="title",
            link=lambda row: reverse("framework", args=[row.ecosystem.slug, row.uuid]),
        ),
        Column("item_count", _("Items"), kind="number", sort="item_count"),
        Column("version", _("Version"), sort="version"),
        Column(
            "status", _("Use"), sort="status", choices=Framework.Status.choices,
            value=lambda row: row.get_status_display(),
        ),
        Column("source", _("Source")),
    )  # fmt: skip
