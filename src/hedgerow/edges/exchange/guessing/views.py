"""The page on which the columns of an unknown spreadsheet get their fields."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.requests import actor

from .. import queries
from ..models import Import
from . import flow
from .asked import Page, page_of

COLUMN, CONSTANT = "column-", "constant-"


def columns(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Propose a field for each column; what is chosen is looked through at once."""
    place, row = _row(request, slug, uuid)
    target = request.POST.get("target") or request.GET.get("target", "")
    proposal = flow.proposal_of(row, this_year=timezone.now().year, target=target)
    month_first = flow.months_first(place)
    if request.method != "POST":
        return _shown(request, page_of(row, slug, proposal, month_first=month_first))
    names = [one.column for one in proposal.guesses]
    chosen = flow.Chosen(
        target,
        {name: request.POST.get(f"{COLUMN}{at}", "") for at, name in enumerate(names)},
        {
            name.removeprefix(CONSTANT): str(text).strip()
            for name, text in request.POST.items()
            if name.startswith(CONSTANT)
        },
        month_first=request.POST.get("days") == "month",
    )
    try:
        flow.choose_columns(uuid, chosen, by=actor(request), at=timezone.now())
    except Invalid as wrong:
        again = flow.with_choice(proposal, chosen)
        page = page_of(row, slug, again, month_first=chosen.month_first, wrong=wrong.fields)
        return _shown(request, page, status=422)
    return redirect("import", slug, uuid)


def mapping(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The mapping by which a file was read, as a file."""
    _place, row = _row(request, slug, uuid)
    if not row.mapping:
        raise NotFound
    named = {"Content-Disposition": 'attachment; filename="mapping.toml"'}
    return HttpResponse(row.mapping, content_type="application/toml", headers=named)


def _row(request: HttpRequest, slug: str, uuid: UUID) -> tuple[Ecosystem, Import]:
    place = queries.ecosystem_to_import(actor(request), slug)
    row = queries.imports(actor(request), place).filter(uuid=uuid).first()
    if row is None:
        raise NotFound
    return place, row


def _shown(request: HttpRequest, page: Page, status: int = 200) -> HttpResponse:
    return render(request, "exchange/columns.html", {"page": page}, status=status)
