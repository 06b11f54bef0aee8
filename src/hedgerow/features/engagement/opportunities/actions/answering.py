"""Telling whoever proposed something what became of it, in their language."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from hedgerow.commons.notices.actions import Said, tell_many
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.notices import PLACES


def tell_proposer(row: Opportunity, at: datetime, *, reason: str = "") -> None:
    """That it is open now, or with a reason that it was declined."""
    if row.proposed_at is None or row.entered_by is None or row.origin == "simulated":
        return
    path = reverse("opportunity", args=[row.ecosystem.slug, row.uuid])

    def said(_reader: Person) -> Said:
        told = {"title": row.said("title"), "reason": reason}
        if reason:
            subject = _("“%(title)s” is not offered")
            text = _("What you proposed, “%(title)s”, was looked at and is not offered: %(reason)s")
        else:
            subject = _("“%(title)s” is open")
            text = _("What you proposed, “%(title)s”, was looked at and is open now. Thank you.")
        return Said(subject % told, text % told, path)

    once = f"{row.uuid}:proposal:{row.state}:{at.isoformat()}"
    tell_many([row.entered_by], PLACES.key, said, ecosystem=row.ecosystem, at=at, once=once)
