"""Pages of what is offered."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.membership.entering import full_address
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export
from hedgerow.foundation.ui.navigation import leads

from . import queries, ways
from .listing import Coming, GoneBy, Offers, Opportunities
from .models import Opportunity
from .permissions import EDIT_KINDS, OFFER, PROPOSE, VIEW_OPPORTUNITIES


def opportunities(request: HttpRequest, slug: str) -> HttpResponse:
    """What is open or coming here, as a table."""
    return _listed(request, slug, Coming, queries.coming)


def past(request: HttpRequest, slug: str) -> HttpResponse:
    """What is closed or over, apart: it can still be read."""
    return _listed(request, slug, GoneBy, queries.gone_by)


def _listed(
    request: HttpRequest,
    slug: str,
    kind: type[Opportunities],
    those: Callable[[QuerySet[Opportunity], date], QuerySet[Opportunity]],
) -> HttpResponse:
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    rows = those(queries.opportunities(by, ecosystem), today(ecosystem))
    table = kind(rows, request.GET)
    file = export(table, request.GET.get("format", ""))
    belongs = by.holds(VIEW_OPPORTUNITIES, ecosystem.pk)
    context = {
        "table": table.page(),
        "slug": slug,
        "is_past": kind is GoneBy,
        "may_offer": by.may_somewhere(OFFER, ecosystem.pk),
        "belongs": belongs,
        "placed": belongs and leads("placements", by, ecosystem),
        "may_propose": by.may(PROPOSE, ecosystem.pk),
        "may_edit_kinds": by.holds(EDIT_KINDS, ecosystem.pk),
    }
    return file or render(request, "opportunities/opportunities.html", context)


def offers(request: HttpRequest, slug: str) -> HttpResponse:
    """What one offers here oneself, drafts too."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    require_held(by, OFFER, within=ecosystem.pk, at_a_site=True)
    table = Offers(queries.own_offers(by, ecosystem), request.GET)
    file = export(table, request.GET.get("format", ""))
    may_offer = by.may_somewhere(OFFER, ecosystem.pk)
    context = {
        "table": table.page(),
        "slug": slug,
        "may_offer": may_offer,
        "may_edit_kinds": by.holds(EDIT_KINDS, ecosystem.pk),
    }
    return file or render(request, "opportunities/offers.html", context)


def opportunity(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One opportunity: what it is, when, where and for whom."""
    by = actor(request)
    row = queries.opportunity_row(by, slug, uuid)
    there = queries.candidates(by, row, timezone.now()) if row.takes_signups else ()
    page = queries.opportunity_page(by, row)
    if page.may_edit:  # that it is not for oneself is no news to who offers it
        there = [one for one in there if one.state or one.may_sign_up or not one.own]
    context = {
        "page": page,
        "slug": slug,
        "candidates": there,
        "may_join": not there or any(one.may_sign_up for one in there),
        "dated": row.starts is not None,
        "ways": ways.ways_on(by, row),
        "linked": _linked(request, row) if queries.is_told(row) else "",
    }
    return render(request, "opportunities/opportunity.html", context)


def _linked(request: HttpRequest, row: Opportunity) -> str:
    """The same for programs that read pages, as a block of data."""
    of_ecosystem = full_address(request, reverse("ecosystem", args=[row.ecosystem.slug]))
    url = full_address(request, reverse("opportunity", args=[row.ecosystem.slug, row.uuid]))
    return queries.data_block(queries.linked(row, url, of_ecosystem))
