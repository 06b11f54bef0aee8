"""Indicators and their observations as pages show them."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.people.doors import Part, asked
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.waiting import Waiting

from .models import Indicator, Observation
from .permissions import EDIT_INDICATORS, RECORD_OBSERVATIONS
from .sample_queries import left_to_check, unfinished
from .words import unit_of


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator, and what the reader may see and do."""

    uuid: UUID
    title: str
    unit: str
    direction: str
    baseline: Decimal | None
    target: Decimal | None
    minimum_change: Decimal | None
    threshold: int
    is_partial: bool
    may_edit: bool
    may_record: bool


def plain(number: Decimal | None) -> Decimal | None:
    """The number without zeros at its end."""
    if number is None:
        return None
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def indicators_of(ecosystem: Ecosystem) -> QuerySet[Indicator]:
    """The ecosystem's indicators, with how many observations each has."""
    found = Indicator.objects.filter(ecosystem=ecosystem).select_related("item", "ecosystem")
    return found.annotate(observed=Count("observations"))


def indicator_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Indicator:
    """One indicator of the ecosystem; raises NotFound."""
    rows = Indicator.objects.visible_to(actor).filter(ecosystem=ecosystem)
    found = rows.select_related("item__framework").filter(uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def observations_for(
    actor: Actor, ecosystem: Ecosystem, indicator: Indicator
) -> QuerySet[Observation]:
    """Observations of the indicator; outsiders see wholes of at least the threshold alone."""
    rows = Observation.objects.filter(ecosystem=ecosystem, indicator=indicator)
    if not actor.may(VIEW_ECOSYSTEM, ecosystem.pk):
        large = Q(n__gte=ecosystem.threshold) | Q(n__isnull=True, value__isnull=True)
        rows = rows.filter(large, group__isnull=True)
    return rows.select_related("organisation", "group", "ecosystem")


def indicator_page(actor: Actor, ecosystem: Ecosystem, row: Indicator) -> IndicatorPage:
    """The indicator with what the reader may do."""
    return IndicatorPage(
        uuid=row.uuid,
        title=row.shown,
        unit=unit_of(row),
        direction=str(row.get_direction_display()),
        baseline=plain(row.baseline),
        target=plain(row.target),
        minimum_change=plain(row.minimum_change),
        threshold=ecosystem.threshold,
        is_partial=not actor.may(VIEW_ECOSYSTEM, ecosystem.pk),
        may_edit=actor.may(EDIT_INDICATORS, ecosystem.pk),
        may_record=actor.may(RECORD_OBSERVATIONS, ecosystem.pk),
    )


def parts(actor: Actor) -> list[Part]:
    """Of "my week": samples of which records are left to check."""
    return [Part(_to_check, [left_to_check(actor)])]


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for somebody here."""
    return asked(actor, parts)


def _to_check(actor: Actor) -> list[Waiting]:
    return [
        Waiting(
            _("Hold records beside their source"),
            reverse("sample", args=[row.ecosystem.slug, row.uuid]),
            row.ecosystem.where,
            ngettext("check %(n)s record that is left", "check %(n)s records that are left", n)
            % {"n": n},
        )
        for row, n in unfinished(actor)
    ]
