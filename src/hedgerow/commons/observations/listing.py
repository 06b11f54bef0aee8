"""The tables of indicators and of what was observed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hedgerow.commons.ecosystems.told import called_like
from hedgerow.foundation.ui.tables import Column, Table

from .models import Indicator, Observation, Sample
from .queries import plain
from .words import unit_of


def _address(row: Indicator) -> str:
    return reverse("indicator", args=[row.ecosystem.slug, row.uuid])


class Indicators(Table):
    name, caption = "indicators", _("Indicators")
    empty = _("Indicators will stand here: what is measured, in which unit, from which baseline.")
    default_sort = "title"
    columns = (
        Column(
            "title", _("Indicator"), sort="item__title", value=lambda row: row.shown, link=_address,
            match=lambda rows, text: rows.filter(
                called_like(Indicator, "title", text, "item__title")
            ),
        ),
        Column("unit", _("Unit"), sort="unit", value=unit_of),
        Column("baseline", _("Baseline"), kind="number", value=lambda row: plain(row.baseline)),
        Column("target", _("Target"), kind="number", value=lambda row: plain(row.target)),
    )  # fmt: skip


def _place(row: Observation) -> str:
    return row.organisation.name


class Observations(Table):
    name, caption = "observations", _("Observations")
    empty = _("What was observed will stand here, by organisation, period and group.")
    default_sort = "organisation"
    columns = (
        Column(
            "organisation", _("Organisation"), sort="organisation__name",
            search="organisation__name", value=_place,
        ),
        Column("starts", _("From"), kind="date", sort="starts"),
        Column("ends", _("To"), kind="date", sort="ends"),
        Column(
            "group", pgettext_lazy("population", "Group"), sort="group__title",
            value=lambda row: row.group.said("title") if row.group else _("everybody"),
        ),
        Column(
            "value", _("Value"), kind="number", sort="value", value=lambda row: plain(row.value)
        ),
        Column("missing", _("Missing because"), kind="badge", sort="missing"),
        Column("n", _("Records"), kind="number", sort="n"),
        Column("source", _("Source")),
        Column("origin", _("How it came here"), value=lambda row: row.get_origin_display()),
    )  # fmt: skip


def _sample(row: Sample) -> str:
    return reverse("sample", args=[row.ecosystem.slug, row.uuid])


class Samples(Table):
    name, caption = "samples", _("Samples of records")
    empty = _("Draw the first sample: sixty records already tell a lot.")
    default_sort = "-drawn_at"
    columns = (
        Column("drawn_at", _("Drawn"), kind="date", sort="drawn_at", link=_sample),
        Column("starts", _("From"), kind="date", sort="starts"),
        Column("ends", _("Until"), kind="date", sort="ends"),
        Column("population", _("Records to draw from"), kind="number", sort="population"),
        Column("seed", _("Seed")),
    )  # fmt: skip
