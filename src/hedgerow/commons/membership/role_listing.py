"""The list of who holds which role."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.tables import Column, Table


class Assignments(Table):
    name, caption = "roles", _("Roles")
    default_sort = "name"
    columns = (
        Column(
            "name", _("Name"), sort="person__sort_name", search="person__name",
            value=lambda row: row.person.name,
        ),
        Column("role", _("Role"), sort="role", search="role"),
        Column("starts", _("From"), kind="date", sort="starts"),
    )  # fmt: skip
