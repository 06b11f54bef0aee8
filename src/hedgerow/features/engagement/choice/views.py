"""Pages of rounds of choice that everybody of the ecosystem sees."""

from dataclasses import astuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.foundation.closing import require_held
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import Sheet, export, export_of

from . import queries
from .listing import Missing, Results, Rounds, Tickets
from .permissions import RUN_ROUNDS

INVALID = 422
FIGURES = (
    gettext_lazy("Offer"), gettext_lazy("Seats"), gettext_lazy("On a list"),
    gettext_lazy("As first wish"), gettext_lazy("Placed"), gettext_lazy("Last one in"),
)  # fmt: skip


def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """Every round one sees, the newest first."""
    by = actor(request)
    ecosystem = ecosystem_for(by, slug)
    table = Rounds(queries.rounds_of(by, ecosystem), request.GET)
    file = export(table, request.GET.get("format", ""))
    may_plan = by.may(RUN_ROUNDS, ecosystem.pk)
    context = {"table": table.page(), "slug": slug, "may_plan": may_plan}
    return file or render(request, "choice/rounds.html", context)


def round_page(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One round: what is offered, by which rules, one's own part; for who runs it, the work."""
    by = actor(request)
    row = queries.round_row(by, slug, uuid)
    run = queries.latest_run(row) if by.holds(RUN_ROUNDS, row.ecosystem_id) else None
    context = {
        "page": queries.round_page(by, row),
        "mine": queries.mine(by, row),
        "run": run,
    }
    return render(request, "choice/round.html", context)


def draw(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The promise of the seed, the seed, and the order drawn: enough to draw again."""
    by = actor(request)
    row = queries.round_row(by, slug, uuid)
    table = Tickets(queries.tickets(row), request.GET)
    file = export(table, request.GET.get("format", ""))
    context = {"page": queries.round_page(by, row), "table": table.page()}
    return file or render(request, "choice/draw.html", context)


def missing(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Who has not chosen yet; from here they are reminded."""
    by = actor(request)
    row = queries.round_row(by, slug, uuid)
    require_held(by, RUN_ROUNDS, within=row.ecosystem_id)
    table = Missing(queries.missing_people(by, row), request.GET)
    file = export(table, request.GET.get("format", ""))
    context = {"page": queries.round_page(by, row), "table": table.page()}
    return file or render(request, "choice/missing.html", context)


def results(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Figures, the certificate, and who got what, for who runs the round."""
    by = actor(request)
    row = queries.round_row(by, slug, uuid)
    require_held(by, RUN_ROUNDS, within=row.ecosystem_id)
    table = Results(queries.outcomes(by, row), request.GET)
    figures = queries.figures_page(row)
    by_offer = figures.offers if figures else ()
    file = export_of(
        request.GET,
        table,
        Sheet("by-offer", FIGURES, lambda: (astuple(one) for one in by_offer)),
        Sheet("wishes", queries.WISHES, lambda: queries.wishes_of(row)),
        Sheet("seats", queries.OFFERS, lambda: queries.offers_of(row)),
    )
    context = {"page": queries.round_page(by, row), "table": table.page(), "figures": figures}
    return file or render(request, "choice/results.html", context)
