"""The list of an ecosystem's imports."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.tables import Column, Table

from .failing import FAILED, FAILED_TEXT, state_text_of
from .models import Import


def _address(row: Import) -> str:
    return reverse("import", args=[row.ecosystem.slug, row.uuid])


def _count(kind: str) -> Callable[[Import], int | None]:
    """How many rows that was; nothing of a file of which none came in."""
    return lambda row: sum(row.preview.get(kind, {}).values()) if row.came_in else None


def _left_out(row: Import) -> int | None:
    """Rows, not the single values that were refused."""
    count = _count("excluded")(row)
    return None if count is None else count - int(row.preview.get("cells", 0))


class Imports(Table):
    name, caption = "imports", _("Imports")
    empty = _("What was brought in, by whom and when, will stand here.")
    default_sort = "-created_at"
    columns = (
        Column("file_name", _("File"), sort="file_name", search="file_name", link=_address),
        Column("created_at", _("Day"), kind="date", sort="created_at"),
        Column("by", _("By"), value=lambda row: row.by.name if row.by else "–"),
        Column(
            "state",
            _("State"),
            kind="badge",
            value=state_text_of,
            choice_field="told_state",
            choices=(*Import.State.choices, (FAILED, FAILED_TEXT)),
        ),
        Column("new", _("New"), kind="number", value=_count("new")),
        Column("changed", _("Changed"), kind="number", value=_count("changed")),
        Column("excluded", _("Left out"), kind="number", value=_left_out),
    )
