"""The page on which the columns of an unknown spreadsheet get their fields."""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.requests import actor

from .. import queries
from ..errors import FileUnreadable
from ..models import Import
from . import flow
from .asked import Page, page_of
from .chosen import Chosen, chosen_before, with_choice
from .proposing import Proposal

COLUMN, CONSTANT = "column-", "constant-"
Wrong = Mapping[str, Sequence[str]]
LINE = re.compile("[1-9][0-9]?|100")


def columns(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Propose a field for each column; what is chosen is looked through at once."""
    place, row = _row(request, slug, uuid)
    said = request.POST if request.method == "POST" else request.GET
    target, heading = said.get("target", ""), said.get("heading", "")
    line = int(heading) if LINE.fullmatch(heading) else 0
    if request.method != "POST":
        before = None if target or line else chosen_before(row)
        try:
            return _shown(request, _proposed(place, row, before, target, line))
        except FileUnreadable as unreadable:
            if not line:
                raise
            page = _proposed(place, row, None, target, 0, {"heading": [str(unreadable)]})
            return _shown(request, page, status=422)
    proposal = flow.proposal_of(row, this_year=timezone.now().year, target=target, heading=line)
    chosen = _chosen(request.POST, proposal, target)
    try:
        flow.choose_columns(uuid, chosen, by=actor(request), at=timezone.now())
    except Invalid as wrong:
        again = with_choice(proposal, chosen)
        page = page_of(
            row,
            slug,
            again,
            month_first=chosen.month_first,
            turned=chosen.turned,
            makes_codes=chosen.makes_codes,
            wrong=wrong.fields,
        )
        return _shown(request, page, status=422)
    return redirect("import", slug, uuid)


def _chosen(said: QueryDict, proposal: Proposal, target: str) -> Chosen:
    names = [one.column for one in proposal.guesses]
    return Chosen(
        target,
        {name: said.get(f"{COLUMN}{at}", "") for at, name in enumerate(names)},
        {
            name.removeprefix(CONSTANT): str(text).strip()
            for name, text in said.items()
            if name.startswith(CONSTANT)
        },
        month_first=said.get("days") == "month",
        heading=proposal.heading,
        turned="turned" in said,
        makes_codes="makes_codes" in said,
    )


def _proposed(
    place: Ecosystem,
    row: Import,
    before: Chosen | None,
    target: str,
    line: int,
    wrong: Wrong | None = None,
) -> Page:
    """What is found out, or was chosen ``before``."""
    year = timezone.now().year
    if before is None:
        found = flow.proposal_of(row, this_year=year, target=target, heading=line)
        month_first = flow.months_first(place) if found.month_first is None else found.month_first
        return page_of(
            row,
            place.slug,
            found,
            month_first=month_first,
            turned=bool(found.turned),
            makes_codes=found.makes_codes,
            wrong=wrong,
        )
    found = flow.proposal_of(row, this_year=year, target=before.target, heading=before.heading)
    chosen = with_choice(found, before)
    return page_of(
        row, place.slug, chosen, month_first=before.month_first, turned=before.turned,
        makes_codes=before.makes_codes,
    )  # fmt: skip


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
