"""The tables of organisations and of people."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.tables import Column, Table

from .models import Sector
from .queries import named
from .words import kind_word, of_kind


def organisations_table(
    slug: str, rows: QuerySet[Any], asked: QueryDict | Mapping[str, str]
) -> Table:
    """Organisations of an ecosystem; names are found without their accents."""

    class Organisations(Table):
        name, caption = "organisations", _("Organisations, with what they are a part of")
        empty = _("Schools, partners and agencies will stand here.")
        default_sort = "name"
        columns = (
            Column(
                "name", _("Name"), sort="name",
                match=lambda found, text: named(found, text, "organisation"),
                link=lambda row: reverse("organisation", args=[slug, row.uuid]),
            ),
            Column(
                "kind", _("Kind"), sort="kind", match=of_kind,
                value=lambda row: kind_word(row.kind),
            ),
            Column(
                "sector", _("Sector"), sort="sector", choices=Sector.choices,
                value=lambda row: row.get_sector_display(),
            ),
            Column(
                "parent", _("Part of"), sort="parent__name", search="parent__name",
                value=lambda row: row.parent.name if row.parent else None,
            ),
            Column("code", _("Code"), sort="code"),
        )  # fmt: skip

    return Organisations(rows, asked)
