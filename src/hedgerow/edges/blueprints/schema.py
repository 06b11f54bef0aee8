"""What a blueprint file holds: each app declares its section, this puts them together."""

import tomllib
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from hedgerow.commons.activities.planting import ActivityKind
from hedgerow.commons.bodies.planting import Body
from hedgerow.commons.ecosystems.holiday_planting import Holiday
from hedgerow.commons.ecosystems.planting import Figure, Identity, Part, Territory
from hedgerow.commons.ecosystems.term_planting import Term
from hedgerow.commons.ecosystems.told_planting import Named
from hedgerow.commons.frameworks.planting import Framework, loose_ends, unknown_scales
from hedgerow.commons.frameworks.scale_planting import Scale
from hedgerow.commons.membership.asking_planting import Consent, Safeguards
from hedgerow.commons.membership.planting import Tier
from hedgerow.commons.observations.planting import Indicator
from hedgerow.features.engagement.care.planting import ReferralPattern
from hedgerow.features.engagement.choice.planting import ChoiceRound
from hedgerow.features.engagement.families.planting import ContactPattern, FamilyWays
from hedgerow.features.engagement.mentoring.planting import Mentoring
from hedgerow.features.engagement.opportunities.planting import Offered, OpportunityKind
from hedgerow.features.engagement.partners.planting import Advisory, AgreementPattern
from hedgerow.features.engagement.placements.planting import PlacementKind
from hedgerow.foundation import tomltexts
from hedgerow.foundation.blueprints import UNTITLED, Invented, Section, once
from hedgerow.foundation.texts import all_plain

from .carried import Badge, CreditRule, Practice
from .simulated import History
from .tiers import without_tier

__all__ = [
    "DATA",
    "UNTITLED",
    "Blueprint",
    "BlueprintError",
    "History",
    "available",
    "load",
    "read",
]

DATA = Path(__file__).parent / "data"


KEYED = (
    "parts", "scales", "tiers", "bodies", "activity_kinds", "indicators",
    "opportunity_kinds", "practices", "badges", "credit_rules",
    "agreements", "placement_kinds", "rounds", "consents",
)  # fmt: skip


class BlueprintError(ValueError):
    """A blueprint that cannot be read; the text names file, path and what was expected."""


class Due(Invented):
    title: Named
    every_months: Annotated[int, Field(ge=1)]


class Blueprint(Section):
    """Sections in the order of a file; what later apps take over is carried along."""

    identity: Identity
    territory: Territory
    parts: tuple[Part, ...] = ()
    figures: tuple[Figure, ...]
    terms: tuple[Term, ...]
    holidays: tuple[Holiday, ...] = ()
    frameworks: tuple[Framework, ...]
    scales: tuple[Scale, ...]
    tiers: tuple[Tier, ...]
    safeguards: Safeguards = Safeguards()
    consents: tuple[Consent, ...] = ()
    families: FamilyWays = FamilyWays()
    bodies: tuple[Body, ...]
    activity_kinds: tuple[ActivityKind, ...]
    indicators: tuple[Indicator, ...]
    calendar: tuple[Due, ...]
    opportunity_kinds: tuple[OpportunityKind, ...] = ()
    opportunities: tuple[Offered, ...] = ()
    practices: tuple[Practice, ...] = ()
    badges: tuple[Badge, ...] = ()
    credit_rules: tuple[CreditRule, ...] = ()
    agreements: tuple[AgreementPattern, ...] = ()
    advisory: Advisory | None = None
    placement_kinds: tuple[PlacementKind, ...] = ()
    mentoring: Mentoring | None = None
    contacts: tuple[ContactPattern, ...] = ()
    referrals: tuple[ReferralPattern, ...] = ()
    rounds: tuple[ChoiceRound, ...] = ()
    history: History | None = None

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        for name in KEYED:
            once(f"keys in {name}", [row.key for row in getattr(self, name)])
        once("versions in frameworks", [f"{one.key} {one.version}" for one in self.frameworks])
        return self

    @model_validator(mode="after")
    def _ties_lead_somewhere(self) -> Self:
        wrong = loose_ends(self.frameworks)
        if wrong:
            raise ValueError(f"ties between items that are there; not {', '.join(wrong)}")
        return self

    @model_validator(mode="after")
    def _scales_are_there(self) -> Self:
        if unknown := unknown_scales(self.frameworks, self.scales):
            raise ValueError(f"scales that are there; not {', '.join(unknown)}")
        return self

    @model_validator(mode="after")
    def _rounds_offer_something(self) -> Self:
        known = {one.key for one in self.frameworks}
        if unknown := sorted({one.framework for one in self.rounds if one.framework} - known):
            raise ValueError(f"rounds over frameworks that are there; not {', '.join(unknown)}")
        return self

    @model_validator(mode="after")
    def _parts_are_named(self) -> Self:
        own = self.history.of_parts if self.history else {}
        if unknown := sorted({*own} - {one.key for one in self.parts}):
            raise ValueError(f"names of parts that are there; not {', '.join(unknown)}")
        return self

    @model_validator(mode="after")
    def _kinds_of_opportunity_are_named(self) -> Self:
        kinds = {one.key for one in self.opportunity_kinds}
        named = {one.kind for one in self.opportunities}
        named |= {one.opportunity_kind for one in self.placement_kinds if one.opportunity_kind}
        named |= {one.opportunity_kind for one in self.rounds if one.opportunity_kind}
        named |= {*(self.history.learning.opportunities if self.history else ())}
        if unknown := sorted(named - kinds):
            raise ValueError(f"kinds of opportunity that are there; not {', '.join(unknown)}")
        return self

    @model_validator(mode="after")
    def _tiers_are_named(self) -> Self:
        weighed = self.history.tiers if self.history else {}
        if unknown := sorted({*weighed} - {one.key for one in self.tiers}):
            raise ValueError(f"tiers that are there; not {', '.join(unknown)}")
        if self.history and self.tiers:
            bare = without_tier(self.tiers, self.history)
            if bare:
                raise ValueError(
                    f"tiers for all that are in the history; none for {'; '.join(bare)}"
                )
        return self

    @model_validator(mode="after")
    def _bodies_of_sites_are_of_a_body(self) -> Self:
        told = self.history.site_body if self.history else None
        if told and told.under and told.under not in {one.key for one in self.bodies}:
            raise ValueError(f"a body that is there; not {told.under}")
        return self

    @model_validator(mode="after")
    def _indicators_are_named(self) -> Self:
        observed = self.history.observed if self.history else {}
        if unknown := sorted({*observed} - {one.key for one in self.indicators}):
            raise ValueError(f"indicators that are there; not {', '.join(unknown)}")
        return self

    @model_validator(mode="after")
    def _items_are_named(self) -> Self:
        frameworks = {one.key for one in self.frameworks}
        known = frameworks | {
            f"{one.key}/{item.code}" for one in self.frameworks for item in one.items
        }
        said = [*(self.history.learning.named if self.history else ())]
        helps = (*self.mentoring.offers, *self.mentoring.wishes) if self.mentoring else ()
        said += [name for one in helps for name in one.items]
        if unknown := sorted({*said} - known):
            raise ValueError(f"items of frameworks that are there; not {', '.join(unknown)}")
        return self

    @model_validator(mode="after")
    def _learners_have_something_to_do(self) -> Self:
        if self.history and all(one.for_adults for one in self.activity_kinds):
            raise ValueError("a kind of activity for learners, as there is a history")
        return self


def available() -> list[str]:
    """Keys of the blueprints that come with the product, in order of the alphabet."""
    return sorted(path.stem for path in DATA.glob("*.toml"))


def load(key: str) -> Blueprint:
    """Read a blueprint of the product, or a file named ``….toml``; raises BlueprintError."""
    if key.endswith(".toml"):
        return read(Path(key))
    if key not in available():
        raise BlueprintError(f"{key}: expected one of {', '.join(available())}")
    return read(DATA / f"{key}.toml")


def read(path: Path) -> Blueprint:
    """Read and check a file; raises BlueprintError naming every fault in it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BlueprintError(f"{path.name}: expected a TOML file: {error}") from error
    return read_text(text, path.name)


def read_text(text: str, name: str) -> Blueprint:
    """Read and check what stands in a file of that name; raises BlueprintError as ``read``."""
    try:
        return Blueprint.model_validate(all_plain(tomltexts.load(text)))
    except tomllib.TOMLDecodeError as error:
        raise BlueprintError(f"{name}: expected a TOML file: {error}") from error
    except tomltexts.OverdoneError as error:
        raise BlueprintError(f"{name}: expected {error}") from error
    except ValidationError as error:
        raise BlueprintError("\n".join(_faults(name, error))) from error


def _faults(name: str, error: ValidationError) -> list[str]:
    """One line a fault: file, path inside it, what was expected."""
    return [
        f"{name}: {'.'.join(map(str, fault['loc'])) or 'whole file'}: expected {_expected(fault['type'], fault['msg'])}"
        for fault in error.errors(include_url=False)
    ]


def _expected(kind: str, text: str) -> str:
    if kind == "extra_forbidden":
        return "no such key"
    if kind == "missing":
        return "a value here"
    return text.removeprefix("Value error, ").removeprefix("Input should be ")
