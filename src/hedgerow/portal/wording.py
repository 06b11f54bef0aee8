"""What kinds, roles and countries are called."""

from collections.abc import Mapping

from babel import Locale, UnknownLocaleError
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Text = str | Promise

ECOSYSTEM_KINDS: Mapping[str, Text] = {
    "network": _("network"),
    "district": _("school district"),
    "community-schools": _("community schools"),
    "affiliate": _("affiliate"),
    "hive": _("hive"),
    "zone": _("zone"),
    "city": _("city"),
}

ORGANISATION_KINDS: Mapping[str, Text] = {
    "school": _("Schools"),
    "district": _("School districts"),
    "county": _("Counties"),
    "partner": _("Partners"),
    "agency": _("Agencies"),
    "network": _("Networks"),
    "university": _("Universities"),
    "foundation": _("Foundations"),
}


def called(words: Mapping[str, Text], key: str) -> Text:
    """The word for a key; data that nobody gave a word is shown as it is written."""
    return words.get(key) or key.replace("-", " ").replace("_", " ")


def country(code: str) -> str:
    """The country's name in the reader's language; its code where it has none."""
    try:
        names = Locale.parse(get_language() or "en", sep="-").territories
    except (UnknownLocaleError, ValueError):
        return code
    return str(names.get(code.upper(), code))


def address(name: str, *arguments: object) -> str:
    """The page's address, or nothing in an installation that does not have it."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
