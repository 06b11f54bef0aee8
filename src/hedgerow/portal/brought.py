"""What a spreadsheet brought in, as a sentence."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities import targets as activities
from hedgerow.commons.membership import targets as membership
from hedgerow.commons.observations import targets as observations
from hedgerow.commons.people import targets as people
from hedgerow.foundation.journal.queries import FactRow
from hedgerow.portal.wording import Text

TITLES: Mapping[str, Text] = {
    one.name: one.title
    for part in (membership, people, activities, observations)
    for one in part.TARGETS
} | {"roster": _("OneRoster, School Data Sync or Kolibri")}
"""What spreadsheets fill, by name."""


def imported(fact: FactRow) -> Text:
    """What a spreadsheet brought, and how much; nothing of other facts."""
    said = fact.payload or {}
    title = TITLES.get(str(said.get("target")))
    if fact.kind != "exchange.imported" or title is None:
        return ""
    counts = {"new": said.get("new", 0), "changed": said.get("changed", 0)}
    told = _("A spreadsheet was brought in: %(what)s, %(new)s new, %(changed)s changed.")
    return told % {"what": title, **counts}
