"""What every step of planting works on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings

from hedgerow.commons.ecosystems.clock import day_in, zone_of
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor

from .schema import Blueprint
from .simulated import History
from .sizes import Sizes, sizes

SIMULATION = Actor.the_steward(via="simulation", origin="simulated")
BEGAN = timedelta(days=420)
"""How long before the day of planting a simulated history begins."""


@dataclass(frozen=True)
class Plot:
    """An ecosystem being planted: its blueprint, who plants, and when."""

    ecosystem: Ecosystem
    blueprint: Blueprint
    by: Actor
    at: datetime
    has_history: bool = False
    scale: float = 1.0
    has_facts: bool = True
    """Whether what is true of the original alone comes along."""

    @property
    def history(self) -> History:
        found = self.blueprint.history
        if found is None:
            raise ValueError("this blueprint has no history")
        return found

    @cached_property
    def sizes(self) -> Sizes:
        """How many of everything the simulated history holds."""
        return sizes(self.history, len(self.blueprint.parts) if self.has_facts else 0, self.scale)

    @cached_property
    def zone(self) -> ZoneInfo:
        return zone_of(self.ecosystem)

    @cached_property
    def language(self) -> str:
        """The first of the ecosystem's languages that Hedgerow has words in, else English."""
        known = dict(settings.LANGUAGES)
        return next((code for code in self.ecosystem.languages if code in known), "en")

    @cached_property
    def today(self) -> date:
        """The local day of planting, from which a simulated history is counted back."""
        return day_in(self.ecosystem, self.at)

    @cached_property
    def began(self) -> datetime:
        """When the simulated history begins."""
        return self.at - BEGAN

    @cached_property
    def began_on(self) -> date:
        """The local day on which it begins."""
        return day_in(self.ecosystem, self.began)


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction of planting; ``title`` says what it makes."""

    title: str
    do: Callable[[Plot], None]
