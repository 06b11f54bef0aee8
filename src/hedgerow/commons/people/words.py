"""What kinds of organisations are called; a kind that nobody gave a word is shown as written."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: Final[Mapping[str, Promise]] = {
    "school": _("school"),
    "district": _("school district"),
    "county": _("county"),
    "partner": _("partner"),
    "agency": _("agency"),
    "network": _("network"),
    "university": _("university"),
    "foundation": _("foundation"),
}


def kind_word(kind: str) -> str | Promise:
    """The word for a kind, in the reader's language."""
    return KINDS.get(kind, kind)


def of_kind(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """The rows whose kind, or the word for it, holds the text."""
    meant = [kind for kind, word in KINDS.items() if text.casefold() in str(word).casefold()]
    return rows.filter(Q(kind__in=meant) | Q(kind__icontains=text))
