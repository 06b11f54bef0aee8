"""Measures 4.1 to 4.6, each a unit table over published warehouse tables."""

from collections.abc import Mapping
from types import MappingProxyType

from hedgerow.features.engagement.measures.dosage import dosage
from hedgerow.features.engagement.measures.provision import (
    boundary_crossing,
    live_partners,
    provider_diversity,
)
from hedgerow.features.engagement.measures.reach import participation_equity, reach
from hedgerow.foundation.warehouse.units import Measure

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "4.1": reach,
        "4.2": participation_equity,
        "4.3": provider_diversity,
        "4.4": dosage,
        "4.5": live_partners,
        "4.6": boundary_crossing,
    }
)
