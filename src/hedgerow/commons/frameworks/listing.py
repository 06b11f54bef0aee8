"""The table of frameworks."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.told import called_like
from hedgerow.foundation.ui.tables import Column, Table

from .models import Framework, Item


def _called(rows: QuerySet[Framework], text: str) -> QuerySet[Framework]:
    """Those of which the title, or that of an item, has the text, as it is kept or told to the reader."""
    items = Item.objects.filter(called_like(Item, "title", text), framework__in=rows.values("pk"))
    return rows.filter(called_like(Framework, "title", text) | Q(pk__in=items.values("framework")))


class Frameworks(Table):
    name, caption = "frameworks", _("Frameworks")
    empty = _("Frameworks will stand here: principles, components or curricula as trees of items.")
    default_sort = "title"
    columns = (
        Column(
            "title",
            _("Title"),
            sort="title",
            value=lambda row: row.said("title"),
            match=_called,
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
