"""The tables of organisations and of people."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.kinds import kind_word
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.words import Vocabulary
from hedgerow.foundation.ui.tables import Column, Table

from .models import Sector
from .queries import named


def organisations_table(
    place: Ecosystem, rows: QuerySet[Any], asked: QueryDict | Mapping[str, str]
) -> Table:
    """Organisations of an ecosystem; names are found without their accents."""
    words = place.vocabulary

    class Organisations(Table):
        name, caption = "organisations", _("Organisations, with what they are a part of")
        empty = _("Schools, partners and agencies will stand here.")
        default_sort = "name"
        columns = (
            Column(
                "name", _("Name"), sort="name",
                match=lambda found, text: named(found, text, "organisation"),
                link=lambda row: reverse("organisation", args=[place.slug, row.uuid]),
            ),
            Column(
                "kind", _("Kind"), sort="kind", choices=_kinds(rows, words, asked.get("kind", "")),
                value=lambda row: kind_word(words, row.kind, place.languages),
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


def _kinds(rows: QuerySet[Any], words: Vocabulary, asked: object) -> list[tuple[str, str]]:
    """The kinds there are, in words; and the one asked for, of which there may be none."""
    there = {*rows.order_by().values_list("kind", flat=True).distinct()}
    found = {kind: kind_word(words, kind) for kind in there | {str(asked or "").strip()} - {""}}
    return sorted(found.items(), key=lambda one: one[1].casefold())
