"""HSDS 3 as it is sent; what there is nothing of is left out."""

from datetime import date, datetime, time
from typing import Generic, TypeVar
from uuid import UUID

from ninja import Schema
from pydantic import Field

from hedgerow.foundation.api.shapes import Moment

Item = TypeVar("Item")


class ApiOut(Schema):
    """Which version of HSDS this is, and where it is described."""

    version: str
    profile: str
    openapi_url: str


class OrganizationOut(Schema):
    id: UUID
    name: str
    description: str
    website: str | None = None
    uri: str | None = None


class ScheduleOut(Schema):
    id: UUID
    valid_from: date | None = None
    valid_to: date | None = None
    dtstart: date | None = None
    timezone: float | None = None
    description: str | None = None
    opens_at: time | None = None
    closes_at: time | None = None


class AccessibilityOut(Schema):
    id: UUID
    description: str


class LocationOut(Schema):
    id: UUID
    location_type: str
    name: str | None = None
    description: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    accessibility: list[AccessibilityOut] | None = None


class ServiceAtLocationOut(Schema):
    id: UUID
    location: LocationOut


class HsdsLanguageOut(Schema):
    id: UUID
    name: str
    code: str


class CostOptionOut(Schema):
    id: UUID
    service_id: UUID
    currency: str | None = None
    amount: float
    amount_description: str | None = None


class TaxonomyOut(Schema):
    id: UUID
    name: str
    description: str
    uri: str | None = None


class TaxonomyTermOut(Schema):
    id: UUID
    code: str
    name: str
    description: str
    taxonomy_id: UUID
    language: str


class AttributeOut(Schema):
    id: UUID
    link_id: UUID
    link_entity: str
    taxonomy_term_id: UUID
    taxonomy_term: TaxonomyTermOut


class ServiceOut(Schema):
    """A service; asked for as minimal, its id and `last_modified` alone."""

    id: UUID
    organization_id: UUID | None = None
    name: str | None = None
    alternate_name: str | None = None
    description: str | None = None
    url: str | None = None
    status: str | None = None
    application_process: str | None = None
    fees_description: str | None = None
    eligibility_description: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    last_modified: datetime | None = None
    organization: OrganizationOut | None = None
    schedules: list[ScheduleOut] | None = None
    service_at_locations: list[ServiceAtLocationOut] | None = None
    languages: list[HsdsLanguageOut] | None = None
    cost_options: list[CostOptionOut] | None = None
    attributes: list[AttributeOut] | None = None


class HsdsPage(Schema, Generic[Item]):
    """Some of a list, with how many there are in all."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[Item]


class PageAsked(Schema):
    page: int = Field(1, ge=1, le=1_000_000)
    per_page: int = Field(25, ge=1, le=100)
    search: str = Field("", max_length=300, description="Words that all have to be there.")


class ServicesAsked(PageAsked):
    """Everything that is asked must hold."""

    organization_id: UUID | None = Field(None, description="Who offers it.")
    taxonomy_id: UUID | None = Field(None, description="Kinds of one ecosystem.")
    taxonomy_term_id: UUID | None = Field(None, description="One kind.")
    modified_after: Moment | None = Field(None, description="Changed then or later.")
    minimal: bool = Field(False, description="Only ids and when each was changed.")
    full: bool = Field(False, description="With all that belongs to each.")
    format: str = Field("json", pattern="^(json|ndjson)$", description="ndjson sends all at once.")


class TermsAsked(PageAsked):
    taxonomy_id: UUID | None = None
