"""Countries and time zones to choose from."""

from functools import lru_cache
from typing import Final
from zoneinfo import available_timezones

from babel import Locale
from django.utils.translation import get_language

from hedgerow.foundation.folding import folded

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


def country_choices() -> tuple[tuple[str, str], ...]:
    """Each country's code and name in the reader's language, in the order of these names.

    Source: ISO 3166-1, named by the Unicode CLDR, as Babel carries it.
    """
    return _named(get_language() or "en")


@lru_cache(maxsize=16)
def _named(language: str) -> tuple[tuple[str, str], ...]:
    names = Locale.parse(language, sep="-").territories
    named = ((code, names.get(code, code)) for code in COUNTRIES)
    return tuple(sorted(named, key=lambda one: folded(one[1])))
