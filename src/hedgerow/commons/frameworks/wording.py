"""Ties between items in words, from either end."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .rules import EITHER_WAY

Text = str | Promise
FROM_ORIGIN: Mapping[str, Text] = {
    "isChildOf": _("stands below"),
    "isPartOf": _("is a part of"),
    "isPeerOf": _("is a peer of"),
    "exactMatchOf": _("says the same as"),
    "isRelatedTo": _("is related to"),
    "precedes": _("comes before"),
    "replacedBy": _("is replaced by"),
    "exemplar": _("is shown by the example"),
    "hasSkillLevel": _("is at the level of"),
    "isTranslationOf": _("is a translation of"),
}
FROM_DESTINATION: Mapping[str, Text] = {
    "isChildOf": _("stands above"),
    "isPartOf": _("has as a part"),
    "precedes": _("comes after"),
    "replacedBy": _("replaces"),
    "exemplar": _("is an example of"),
    "hasSkillLevel": _("is the level of"),
    "isTranslationOf": _("is translated as"),
}
SAID: Mapping[str, Text] = {
    "CFItemType": _("Kind"),
    "educationLevel": _("Levels of education"),
    "subject": _("Subject"),
    "conceptKeywords": _("Keywords"),
    "language": _("Language"),
    "notes": _("Notes"),
}
"""What a file may say of an item besides its text, in the order of its page."""
BACK = "~"
"""Before a kind that is told from its destination."""


def said_of(kind: str, *, from_origin: bool) -> Text:
    """The tie in words, such as "is replaced by"; a kind of one's own as it is called."""
    words = FROM_ORIGIN if from_origin or kind in EITHER_WAY else FROM_DESTINATION
    return words.get(kind, kind.removeprefix("ext:"))


def choices() -> list[tuple[str, Text]]:
    """Every tie there is to choose, told from the item one stands at."""
    back = [(f"{BACK}{kind}", words) for kind, words in FROM_DESTINATION.items()]
    return [*FROM_ORIGIN.items(), *back]
