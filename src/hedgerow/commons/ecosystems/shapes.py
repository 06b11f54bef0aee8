"""What the API sends and takes about ecosystems."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AfterValidator, Field, model_validator

from hedgerow.foundation.api.listing import Listing
from hedgerow.foundation.api.shapes import Strict

from .forms import GUARDED, LANGUAGES
from .lands import COUNTRIES, ZONES
from .told_shapes import Told
from .words import WORDS

KIND = re.compile(r"[a-z][a-z0-9-]{0,59}")
"""A kind of ecosystem or organisation, which may have a word of its own too."""


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(_("This language is not known here."))
    return code


def _zone(name: str) -> str:
    if name not in dict(ZONES):
        raise ValueError(_("There is no time zone of this name."))
    return name


def _country(code: str) -> str:
    if code and code not in COUNTRIES:
        raise ValueError(_("No country has these two letters. Look them up in the list ISO 3166."))
    return code


def _guarded(role: str) -> str:
    if role not in GUARDED:
        raise ValueError(_("No second factor is asked of this role."))
    return role


Guarded = Annotated[str, Field(max_length=30), AfterValidator(_guarded)]


def _word(key: str) -> str:
    if key not in WORDS and not KIND.fullmatch(key):
        raise ValueError(_("An ecosystem has no word of its own for this."))
    return key


Word = Annotated[str, Field(min_length=1, max_length=60)]


class EcosystemsAsked(Listing):
    name: str = ""
    kind: str = ""
    country: str = ""


class EcosystemLine(Schema):
    slug: str
    name: str
    kind: str
    summary: str
    territory: str
    country: str
    simulated: bool
    public: bool


class EcosystemOut(EcosystemLine):
    uuid: UUID
    purpose: str
    languages: list[str]
    vocabulary: dict[str, dict[str, str]]
    told: Told
    time_zone: str
    latitude: float | None
    longitude: float | None
    threshold: int
    collects_groups: bool | None
    state: str
    closed_on: date | None
    revision: int


class EcosystemIn(Strict):
    """Fields to change; those left out stay."""

    name: str = Field("", min_length=1, max_length=200)
    summary: str = Field("", max_length=2000)
    purpose: str = Field("", max_length=4000)
    told: Told = {}
    languages: list[Annotated[str, Field(max_length=35), AfterValidator(_language)]] = Field(
        [], min_length=1
    )
    vocabulary: dict[Annotated[str, AfterValidator(_word)], dict[str, Word]] = {}
    territory: str = Field("", max_length=200)
    country: Annotated[str, AfterValidator(_country)] = Field("", pattern="^([A-Z]{2})?$")
    time_zone: Annotated[str, AfterValidator(_zone)] = Field("", max_length=60)
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    public: bool = True
    threshold: int = Field(10, ge=2, le=1000)
    collects_groups: bool = False
    second_factor_roles: list[Guarded] = Field([], max_length=20)

    @model_validator(mode="after")
    def _both(self) -> Any:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError(_("Give both coordinates or neither."))
        return self


STAYS: Final = "What is left out stays as it is."


class StretchIn(Strict):
    """A term, or holidays: both days are in it."""

    name: str = Field(min_length=1, max_length=100)
    starts: date
    ends: date
    told: Told | None = Field(None, description=STAYS)

    @model_validator(mode="after")
    def _in_order(self) -> Any:
        if self.ends < self.starts:
            raise ValueError(_("The last day comes on or after the first."))
        return self


class StretchOut(Schema):
    uuid: UUID
    name: str
    starts: date
    ends: date
    told: Told


class TermOut(StretchOut):
    simulated: bool


class FigureIn(Strict):
    """A published figure with its source."""

    name: str = Field(min_length=1, max_length=200)
    value: Decimal = Field(max_digits=20, decimal_places=4)
    unit: str = Field(min_length=1, max_length=40)
    qualifier: str = Field("", max_length=40)
    as_of: str = Field(min_length=1, max_length=40, description="As the source says it.")
    source: str = Field(min_length=1, max_length=300)
    told: Told | None = Field(None, description=STAYS)


class FigureOut(Schema):
    uuid: UUID
    name: str
    value: Decimal
    unit: str
    qualifier: str
    as_of: str
    source: str
    told: Told


class PopulationIn(Strict):
    """How many people could be reached; dimension and group are empty for everybody."""

    dimension: str = Field("", max_length=60)
    group: str = Field("", max_length=60)
    title: str | None = Field(None, max_length=120, description=f"What people call it. {STAYS}")
    told: Told | None = Field(None, description=STAYS)
    value: int = Field(ge=0, le=2_000_000_000)
    as_of: date
    source: str = Field(min_length=1, max_length=300)

    @model_validator(mode="after")
    def _whole(self) -> Any:
        if bool(self.dimension) != bool(self.group):
            raise ValueError(_("Give both dimension and group, or neither."))
        return self


class PopulationOut(Schema):
    uuid: UUID
    dimension: str
    group: str
    title: str
    value: int
    as_of: date
    source: str
    told: Told


class Removed(Schema):
    """`undo` puts the row back, for a day."""

    undo: str


class Undo(Strict):
    undo: str = Field(max_length=4000)
