"""Where in an ecosystem a passage of its blueprint stands, in words of the pages."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.kinds import in_words

from .showing import TITLES

Text = str | Promise

SECTIONS: Final[Mapping[str, Text]] = {
    **TITLES,
    "identity": _("Settings"), "territory": _("Where it is"), "parts": _("Parts"),
    "figures": _("Figures"), "terms": _("Calendar"), "holidays": _("Calendar"),
    "frameworks": _("Frameworks"),
    "scales": _("Scales"), "bodies": _("Bodies"), "activity_kinds": _("Kinds of activity"),
    "indicators": _("Indicators"), "opportunity_kinds": _("Kinds of opportunity"),
    "placement_kinds": _("Kinds of placement"), "rounds": _("Rounds of choice"),
    "agreements": _("Agreements"), "consents": _("Consents"), "families": _("Messages to families"), "mentoring": _("Mentoring"), "contacts": _("Contacts"),
    "referrals": _("Referrals"), "opportunities": _("Opportunities"),
}  # fmt: skip
FIELDS: Final[Mapping[str, Text]] = {
    "name": _("Name"), "title": _("Title"), "summary": _("In a few sentences"),
    "purpose": _("What it is for"), "vocabulary": _("Words"), "source": _("Source"),
    "text": _("Text"), "steps": _("Steps"), "items": _("Items"), "unit": _("Unit"),
    "code": _("Code"), "key": _("Code"), "seats": _("Seats"),
}  # fmt: skip


def in_words_of_pages(where: str) -> list[str]:
    """The steps to a passage; a key that somebody chose is told as somebody would write it.

    ``where`` is its path in the file, which programs and the command tell as it is.
    """
    section, *steps = where.split(" / ")
    said = [SECTIONS.get(section, in_words(section))]
    return [str(one) for one in (*said, *(FIELDS.get(step, in_words(step)) for step in steps))]
