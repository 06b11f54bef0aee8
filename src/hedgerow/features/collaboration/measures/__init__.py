"""Measures 2.1 to 2.3, over the network of joint work."""

from collections.abc import Mapping
from types import MappingProxyType

from hedgerow.features.collaboration.measures.network import (
    hub_dependence,
    joint_work_partners,
    resilience,
)
from hedgerow.foundation.warehouse.units import Measure

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {"2.1": joint_work_partners, "2.2": hub_dependence, "2.3": resilience}
)
