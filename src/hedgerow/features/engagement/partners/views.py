"""Pages of partners: all of them, and one."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export, export_of

from . import queries
from .listing import Partners
from .permissions import VIEW_PARTNERS

YEAR = timedelta(days=365)


def place_of(request: HttpRequest, slug: str) -> Ecosystem:
    """The ecosystem, for somebody who works together with others there."""
    place = ecosystem_for(actor(request), slug)
    require_held(actor(request), VIEW_PARTNERS, within=place.pk)
    return place


def partners(request: HttpRequest, slug: str) -> HttpResponse:
    """Every partner, live or idle."""
    place = place_of(request, slug)
    rows = queries.partners_of(actor(request), place, today(place))
    table = Partners(rows, request.GET)
    found = export(table, request.GET.get("format", ""))
    return found or render(request, "partners/partners.html", {"table": table.page(), "slug": slug})


def partner(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One partner: agreements, contacts, what was delivered between two days."""
    place = place_of(request, slug)
    row = queries.partner_for(actor(request), place, uuid)
    now = today(place)
    first, last = _span(request, now)
    page = queries.partner_page(actor(request), place, row, first, last, now)
    counted = page.delivered.learners is not None
    headings = (
        _("Month"), _("Site"), _("Kind"), _("Sessions"), _("Hours"), _("Unconfirmed"),
        *((_("Learners"), _("Learners' hours")) if counted else ()),
    )  # fmt: skip
    sheet = Sheet(
        "delivered",
        headings,
        lambda: (
            (line.month, line.site, line.kind, line.sessions, line.hours, line.unconfirmed,
             *((line.learners, line.learner_hours) if counted else ()))
            for line in page.delivered.lines
        ),
    )  # fmt: skip
    context = {"page": page, "slug": slug}
    return export_of(request.GET, sheet) or render(request, "partners/partner.html", context)


def _span(request: HttpRequest, now: date) -> tuple[date, date]:
    """The days that were asked for; the last year where they are none."""
    found = []
    for name in ("from", "until"):
        try:
            found.append(parse_date(request.GET.get(name, "")))
        except ValueError:
            found.append(None)
    first, last = found
    last = last or now
    first = first or last - YEAR
    return min(first, last), max(first, last)
