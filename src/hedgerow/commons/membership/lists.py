"""The list of an ecosystem's groups."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.tables import Column, Table

from .models import Group


def _address(group: Group) -> str:
    return reverse("group", args=[group.ecosystem.slug, group.uuid])


class Groups(Table):
    name, caption = "groups", _("Groups")
    empty = _("Classes, tutor groups and cohorts will stand here. Bring them in under Imports.")
    default_sort = "name"
    columns = (
        Column("name", _("Group"), sort="name", search="name", link=_address),
        Column(
            "school",
            _("School"),
            sort="organisation__name",
            search="organisation__name",
            value=lambda row: row.organisation.name if row.organisation else "",
        ),
        Column("grade", _("Grade"), sort="grade"),
        Column("school_year", _("School year"), sort="school_year"),
    )
