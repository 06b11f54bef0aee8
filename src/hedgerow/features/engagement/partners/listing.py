"""The tables of partners and of advisers."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.people.models import Sector
from hedgerow.foundation.ui.tables import Column, Table

from .models import Adviser, Offer, OfferKind

STANDS = (("live", _("live")), ("idle", _("idle")))


class Partners(Table):
    name, caption = "partners", _("Partners")
    empty = _(
        "Partners will stand here: organisations that deliver, and what was agreed with them."
    )
    default_sort = "name"
    columns = (
        Column(
            "name", _("Name"), sort="name", search="name",
            link=lambda row: reverse("partner", args=[row.slug, row.uuid]),
        ),
        Column(
            "sector", _("Sector"), sort="sector", choices=Sector.choices,
            value=lambda row: row.get_sector_display(),
        ),
        Column(
            "standing", _("Live or idle"), kind="badge", choices=STANDS,
            value=lambda row: dict(STANDS)[row.standing],
        ),
        Column("last_delivered", _("Last delivered"), kind="date", sort="last_delivered"),
        Column(
            "hours", _("Hours in a year"), kind="number", sort="minutes",
            value=lambda row: round((row.minutes or 0) / 60, 1),
        ),
        Column("agreed_until", _("Agreed until"), kind="date", sort="agreed_until"),
    )  # fmt: skip


def _offering(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """Who can offer that."""
    return rows.filter(Exists(Offer.objects.filter(adviser=OuterRef("pk"), kind=kind)))


def _offers(row: Adviser) -> str:
    words = dict(OfferKind.choices)
    return str(_(", ")).join(sorted(str(words[one.kind]) for one in row.offers.all()))


class Advisers(Table):
    name, caption = "advisers", _("Business advisory")
    empty = _("Those who advise will stand here, with what schools may ask them for.")
    default_sort = "who"
    columns = (
        Column(
            "who", _("Who"), sort="sorted_name", search="sorted_name",
            value=lambda row: row.sorted_name or _("somebody"),
            link=lambda row: reverse("adviser", args=[row.ecosystem.slug, row.uuid]),
        ),
        Column("person_name", _("Person"), value=lambda row: row.person_name or ""),
        Column("field_of_work", _("Field of work"), sort="field_of_work", search="field_of_work"),
        Column(
            "offers", _("Offers"), choices=OfferKind.choices, match=_offering, value=_offers
        ),
        Column("starts", _("From"), kind="date", sort="starts"),
        Column("ends", _("Until"), kind="date", sort="ends"),
        Column(
            "is_over", _("Now"), kind="badge",
            choices=(("active", _("active")), ("over", _("over"))),
            value=lambda row: _("over") if row.is_over == "over" else _("active"),
        ),
    )  # fmt: skip
