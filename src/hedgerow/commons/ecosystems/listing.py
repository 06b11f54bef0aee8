"""The table of the ecosystems that somebody may see."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.tables import Column, Table


class Ecosystems(Table):
    name, caption = "ecosystems", _("Ecosystems")
    default_sort = "name"
    columns = (
        Column("name", _("Name"), sort="name", search="name"),
        Column("kind", _("Kind"), sort="kind", search="kind"),
        Column("country", _("Country"), sort="country", search="country"),
    )
