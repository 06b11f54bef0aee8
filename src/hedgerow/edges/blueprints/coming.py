"""What of a blueprint comes along into a new ecosystem, what stays behind, and why."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem

from .carrying import stays_behind
from .schema import Blueprint
from .standing import SECTIONS

Text = str | Promise

ALONG: Final = (
    "frameworks", "scales", "bodies", "activity_kinds", "opportunity_kinds", "placement_kinds",
    "indicators", "tiers", "consents", "families", "terms", "rounds", "agreements", "practices", "badges",
    "credit_rules", "calendar",
)  # fmt: skip
LISTS: Final = tuple(name for name in ALONG if name != "families")
TRUE_THERE: Final = ("parts", "figures", "population", "holidays", "texts", "values", "names")
"""What is true of the original alone, and comes along where its facts do."""
MADE_UP: Final = ("opportunities", "contacts", "referrals", "advisory")
"""Of these a blueprint has examples, which only a made-up history has."""
TITLES: Final[Mapping[str, Text]] = {
    **SECTIONS,
    "terms": _("Terms of the school year"), "holidays": _("Holidays"),
    "population": _("Figures of how many could be reached"),
    "texts": _("Texts of what it is, what it is for and where"),
    "values": _("Baselines and targets of indicators"), "names": _("Its name in further languages"),
    "advisory": _("Advisers"), "days": _("Terms and holidays of parts in other countries"),
}  # fmt: skip
WHY: Final[Mapping[str, Text]] = {
    "there": _("true of the original alone"),
    "example": _("examples, which a made-up history alone has"),
    "country": _("school years and holidays differ between countries; each part enters its own"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """So many things of one kind; ``why`` they stay behind is a key of ``WHY``, empty where they come."""

    what: str
    number: int
    why: str = ""

    @property
    def title(self) -> Text:
        return TITLES[self.what]

    @property
    def reason(self) -> Text:
        return WHY[self.why] if self.why else ""


@dataclass(frozen=True, slots=True)
class Coming:
    """Both shares of a blueprint, in the order of its file."""

    along: tuple[Share, ...] = ()
    behind: tuple[Share, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether anything stays behind that would come along with the facts."""
        return any(one.why == "there" for one in self.behind)


def coming(one: Blueprint, *, has_facts: bool, has_history: bool = False) -> Coming:
    """What comes along with its facts or without them; nothing is told of what there is none of."""
    counts = _counts(one)
    kept = [Share(name, counts[name]) for name in ALONG]
    there = [Share(name, counts[name], "" if has_facts else "there") for name in TRUE_THERE]
    made_up = [Share(name, counts[name], "" if has_history else "example") for name in MADE_UP]
    abroad = sum(part.country not in (None, one.territory.country) for part in one.parts)
    days = [Share("days", abroad, "country")] if has_facts and (one.terms or one.holidays) else []
    found = [share for share in (*kept, *there, *made_up, *days) if share.number]
    return Coming(
        tuple(share for share in found if not share.why),
        tuple(share for share in found if share.why),
    )


def _counts(one: Blueprint) -> Mapping[str, int]:
    identity, territory = one.identity, one.territory
    said = [identity.summary, identity.purpose, territory.name]
    values = [row for row in one.indicators if row.baseline is not None or row.target is not None]
    return {
        **{name: len(getattr(one, name)) for name in (*LISTS, "parts", "figures", "holidays")},
        "families": len(one.families.templates),
        **{name: len(getattr(one, name) or ()) for name in MADE_UP if name != "advisory"},
        "population": len(territory.population), "texts": sum(map(bool, said)) + bool(territory.country), "values": len(values),
        "names": len(identity.names), "advisory": len(one.advisory.offers) if one.advisory else 0,
    }  # fmt: skip


def kept(shares: tuple[Share, ...]) -> list[dict[str, Any]]:
    """As an ecosystem keeps them."""
    return [asdict(one) for one in shares]


def left_behind(ecosystem: Ecosystem) -> list[Share]:
    """What of its blueprint the ecosystem was planted without. One query."""
    rows = [Share(**row) for row in stays_behind(ecosystem)]
    return [one for one in rows if one.what in TITLES and one.why in WHY]
