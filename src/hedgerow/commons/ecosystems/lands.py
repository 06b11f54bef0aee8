"""Countries and time zones to choose from."""

from typing import Final
from zoneinfo import available_timezones

from babel import Locale

LETTERS: Final = 2
NO_COUNTRIES: Final = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)
"""Codes that Babel names beside the countries of ISO 3166."""
REGIONS: Final = frozenset(
    ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
     "Pacific")
)  # fmt: skip
ZONES: Final = tuple(
    (name, name.replace("_", " "))
    for name in sorted(available_timezones())
    if name == "UTC" or name.partition("/")[0] in REGIONS
)
ZONE_NAMES: Final = frozenset(name for name, _shown in ZONES)
COUNTRIES: Final = frozenset(
    code
    for code in map(str, Locale("en").territories)
    if len(code) == LETTERS and code.isalpha() and code not in NO_COUNTRIES
)
