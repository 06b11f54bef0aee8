"""What a blueprint says of membership: tiers, and the roles that their members may have."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import Named, in_languages
from hedgerow.commons.people.models import Sector
from hedgerow.foundation.blueprints import Invented, Key
from hedgerow.foundation.permissions import Actor

from .actions import set_customs
from .customs import age_of_consent


class Tier(Invented):
    """``kinds`` of organisation stand in it, and with ``sectors`` only those of these."""

    key: Annotated[Key, Field(max_length=40)]
    title: Named
    roles: tuple[Key, ...]
    kinds: tuple[Key, ...] = ()
    sectors: tuple[Sector, ...] = ()

    def admits(self, kind: str, sector: str) -> bool:
        """Whether an organisation of that kind and sector stands in it."""
        return kind in self.kinds and (not self.sectors or sector in self.sectors)


def plant_tiers(ecosystem: Ecosystem, tiers: Sequence[Tier], *, by: Actor, at: datetime) -> None:
    """Let organisations be members in these tiers; journal once, or nothing where there are none."""
    if tiers:
        texts = {f"tier.{tier.key}": tier.title for tier in tiers}
        said = in_languages(texts, ecosystem.languages)
        told, age = said.pop("told"), age_of_consent(ecosystem)
        titles = [(tier.key, said[f"tier.{tier.key}"]) for tier in tiers]
        set_customs(ecosystem, age_of_consent=age, tiers=titles, told=told, by=by, at=at)
