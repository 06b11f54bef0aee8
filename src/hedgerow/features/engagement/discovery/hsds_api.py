"""The directory of what is offered, as HSDS 3 has it: for everybody, only what everybody may see."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from ninja import Query, Router
from ninja.responses import NinjaJSONEncoder

from hedgerow.commons.membership.entering import full_address
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.searchable import KIND
from hedgerow.foundation.api.asking import one
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.search import matching

from .hsds_shapes import (
    ApiOut,
    HsdsPage,
    OrganizationOut,
    PageAsked,
    ServiceOut,
    ServicesAsked,
    TaxonomyOut,
    TaxonomyTermOut,
    TermsAsked,
)
from .queries import directory

router: Final = Router(tags=["Directory (HSDS)"], exclude_none=True)
VERSION: Final = "3.0"
PROFILE: Final = "https://docs.openreferral.org/en/3.0/"
NDJSON: Final = "application/x-ndjson"
Said = Callable[[Any], dict[str, Any]]


@router.get("/hsds/", response=ApiOut, summary="Read which HSDS this is")
def read_directory(request: HttpRequest) -> Any:
    """Version 3.0 of the Human Services Data Specification."""
    described = full_address(request, reverse("openapi"))
    return {"version": VERSION, "profile": PROFILE, "openapi_url": described}


@router.get("/hsds/services", response=HsdsPage[ServiceOut], summary="List services")
def list_services(request: HttpRequest, asked: Query[ServicesAsked]) -> Any:
    """What is offered to everybody, as services. All that is asked must hold."""
    rows, said = _services(asked), _said(request, asked)
    if asked.format == "ndjson":
        return StreamingHttpResponse(_lines(rows, said), content_type=NDJSON)
    return _page(rows, asked, said)


@router.get("/hsds/services/{service}", response=ServiceOut, summary="Read a service")
def read_service(request: HttpRequest, service: UUID, response: HttpResponse) -> Any:
    """With all that belongs to it, nested."""
    row = one(directory.services(), service)
    response["Last-Modified"] = http_date(row.changed_at.timestamp())
    return directory.full_service(row, _root(request), timezone.now())


@router.get(
    "/hsds/organizations", response=HsdsPage[OrganizationOut], summary="List who offers services"
)
def list_organizations(request: HttpRequest, asked: Query[PageAsked]) -> Any:
    """Organisations that offer something to everybody."""
    rows = directory.providers().prefetch_related("kept_by")
    rows = rows.filter(name__has=asked.search) if asked.search else rows
    root = _root(request)
    return _page(rows, asked, lambda row: directory.organization(row, row.kept_by, root))


@router.get(
    "/hsds/organizations/{organization}",
    response=OrganizationOut,
    summary="Read who offers services",
)
def read_organization(request: HttpRequest, organization: UUID) -> Any:
    """An organisation, or an ecosystem that offers something itself."""
    own = directory.ecosystems().filter(uuid=organization).first()
    if own is not None:
        return directory.organization(None, own, _root(request))
    row = one(directory.providers().select_related("kept_by"), organization)
    return directory.organization(row, row.kept_by, _root(request))


@router.get("/hsds/taxonomies", response=HsdsPage[TaxonomyOut], summary="List taxonomies")
def list_taxonomies(request: HttpRequest, asked: Query[PageAsked]) -> Any:
    """Each ecosystem has its own kinds of opportunity."""
    rows = directory.ecosystems()
    rows = rows.filter(name__has=asked.search) if asked.search else rows
    return _page(rows, asked, lambda row: directory.taxonomy(row, _root(request)))


@router.get("/hsds/taxonomies/{taxonomy}", response=TaxonomyOut, summary="Read a taxonomy")
def read_taxonomy(request: HttpRequest, taxonomy: UUID) -> Any:
    for row in directory.ecosystems():
        if directory.taxonomy_id(row) == taxonomy:
            return directory.taxonomy(row, _root(request))
    raise NotFound


@router.get(
    "/hsds/taxonomy_terms", response=HsdsPage[TaxonomyTermOut], summary="List terms of taxonomies"
)
def list_taxonomy_terms(request: HttpRequest, asked: Query[TermsAsked]) -> Any:
    """Kinds of opportunity."""
    rows = directory.kinds()
    if asked.taxonomy_id is not None:
        rows = rows.filter(ecosystem__in=_of_taxonomy(asked.taxonomy_id))
    rows = rows.filter(name__has=asked.search) if asked.search else rows
    return _page(rows, asked, lambda row: directory.term(row, row.ecosystem))


@router.get(
    "/hsds/taxonomy_terms/{term}", response=TaxonomyTermOut, summary="Read a term of a taxonomy"
)
def read_taxonomy_term(request: HttpRequest, term: UUID) -> Any:
    row = one(directory.kinds().select_related("ecosystem"), term)
    return directory.term(row, row.ecosystem)


def _services(asked: ServicesAsked) -> QuerySet[Opportunity]:
    """The services that fulfil all of it."""
    rows = directory.services().filter(matching(KIND, asked.search))
    if asked.organization_id is not None:
        of = asked.organization_id
        itself = rows.filter(organisation=None, ecosystem__uuid=of)
        rows = itself if itself.exists() else rows.filter(organisation__uuid=of)
    if asked.taxonomy_id is not None:
        rows = rows.filter(ecosystem__in=_of_taxonomy(asked.taxonomy_id))
    if asked.taxonomy_term_id is not None:
        rows = rows.filter(kind__uuid=asked.taxonomy_term_id)
    if asked.modified_after is not None:
        since = asked.modified_after
        rows = rows.filter(changed_at__gte=since if since.tzinfo else since.replace(tzinfo=UTC))
    return rows


def _of_taxonomy(taxonomy: UUID) -> list[int]:
    return [row.pk for row in directory.ecosystems() if directory.taxonomy_id(row) == taxonomy]


def _said(request: HttpRequest, asked: ServicesAsked) -> Said:
    root, now = _root(request), timezone.now()
    if asked.minimal:
        return lambda row: {"id": row.uuid, "last_modified": row.changed_at}
    if asked.full:
        return lambda row: directory.full_service(row, root, now)
    return lambda row: directory.service(row, root, now)


def _page(rows: QuerySet[Any], asked: PageAsked, said: Said) -> dict[str, Any]:
    total, begin = rows.count(), (asked.page - 1) * asked.per_page
    contents = [said(row) for row in rows[begin : begin + asked.per_page]]
    pages = max(-(-total // asked.per_page), 1)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _lines(rows: QuerySet[Opportunity], said: Said) -> Iterator[str]:
    """One service a line, as many as there are."""
    for row in rows.iterator(chunk_size=500):
        shown = ServiceOut(**said(row)).model_dump(exclude_none=True)
        yield json.dumps(shown, cls=NinjaJSONEncoder) + "\n"


def _root(request: HttpRequest) -> str:
    return full_address(request, "/").rstrip("/")
