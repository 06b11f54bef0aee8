"""Measure 6.4, over the records that samples drew."""

from collections.abc import Mapping
from types import MappingProxyType

from hedgerow.features.accountability.measures.verification import verification
from hedgerow.foundation.warehouse.units import Measure

MEASURES: Mapping[str, Measure] = MappingProxyType({"6.4": verification})
