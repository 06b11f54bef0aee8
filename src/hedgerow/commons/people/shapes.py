"""What the API sends and takes about organisations and people."""

from datetime import date
from typing import Annotated, Literal, get_args
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AfterValidator, Field

from hedgerow.commons.ecosystems.told_shapes import Told
from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Named, Strict
from hedgerow.foundation.email import is_email

from .models import Sector

SectorName = Literal[
    "school", "government", "higher_education", "health", "social", "faith", "business", "culture",
    "sport", "environment", "community", "philanthropy", "technology", "other",
]  # fmt: skip
assert set(get_args(SectorName)) == set(Sector.values)  # noqa: S101 - held while importing


def _email(text: str) -> str:
    if text and not is_email(text):
        raise ValueError(_("This is no e-mail address."))
    return text


class OrganisationsAsked(Listing):
    name: str = Field("", description="Words that the name's words begin with.")
    kind: str = ""
    sector: str = ""
    parent: str = Field("", description="A part of the name of what it is a part of.")


class OrganisationLine(Schema):
    uuid: UUID
    name: str
    kind: str
    sector: str
    parent: Named | None
    code: str
    origin: str


class OrganisationOut(OrganisationLine):
    operator: Named | None
    address: str
    website: str
    low_grade: str
    high_grade: str
    revision: int


class OrganisationIn(Strict):
    """Fields of an organisation; `name`, `kind` and `sector` are needed for a new one."""

    name: str = Field("", min_length=1, max_length=250)
    kind: str = Field("", min_length=1, max_length=40)
    sector: SectorName = "other"
    parent: UUID | None = None
    operator: UUID | None = None
    code: str = Field("", max_length=60)
    address: str = Field("", max_length=300)
    website: str = Field("", max_length=200, pattern="^(https?://.+)?$")


class NewOrganisation(OrganisationIn):
    name: str = Field(min_length=1, max_length=250)
    kind: str = Field(min_length=1, max_length=40)


class Organisations(Strict):
    rows: list[NewOrganisation] = Field(max_length=1000)


class Saved(Schema):
    """A person as saved; what may be read of them stands at their own address."""

    uuid: UUID
    name: str
    revision: int


class OwnChange(Strict):
    """Fields to change; those left out stay."""

    name: str = Field("", min_length=1, max_length=200)
    called: str = Field("", max_length=80)
    language: str = Field("", max_length=10)
    phone: str = Field("", max_length=40)


class OwnDetails(OwnChange):
    time_zone: str = Field("", max_length=60, description="Empty: that of the ecosystem.")


class PersonChange(OwnChange):
    email: Annotated[str, AfterValidator(_email)] = Field("", max_length=254)
    code: str = Field("", max_length=60)
    born: date | None = None


class PersonIn(Strict):
    """A person; of a `code` that is known the fields sent are changed."""

    name: str = Field(min_length=1, max_length=200)
    code: str = Field("", max_length=60)
    called: str = Field("", max_length=80)
    born: date | None = None
    language: str = Field("", max_length=10)
    email: Annotated[str, AfterValidator(_email)] = Field("", max_length=254)
    phone: str = Field("", max_length=40)


class NewPerson(PersonIn):
    sure: bool = Field(False, description="Somebody of that name is known, and is another.")


class OwnGroups(Strict):
    groups: list[UUID] = Field(max_length=100)


class Ending(Strict):
    """`on` is the last day."""

    on: date


class People(Strict):
    rows: list[PersonIn] = Field(max_length=1000)


class GuardianIn(Strict):
    guardian: UUID
    learner: UUID
    relation: str = Field("", max_length=40)
    starts: date | None = None
    ends: date | None = None


class Guardians(Strict):
    rows: list[GuardianIn] = Field(max_length=1000)


class PopulationGroupIn(Strict):
    dimension: str = Field(min_length=1, max_length=60)
    key: str = Field(min_length=1, max_length=60)
    title: str = Field(min_length=1, max_length=120)
    position: int = Field(0, ge=0, le=32_000)
    told: Told | None = Field(None, description="What is left out stays as it is.")


class PopulationGroupOut(PopulationGroupIn):
    uuid: UUID
    told: Told


class PopulationGroupRows(Strict):
    rows: list[PopulationGroupIn] = Field(max_length=1000)


class Declared(Strict):
    person: UUID
    group: UUID


class Declarations(Strict):
    rows: list[Declared] = Field(max_length=1000)
