"""What the columns of a person's archive are called."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .wording import Text, called

COLUMNS: Mapping[str, Text] = {
    "accepted_at": pgettext_lazy("on a day", "Accepted"),
    "activity__title": _("Activity"),
    "address": _("E-mail"),
    "answer": _("Answer"),
    "as": _("Here as"),
    "at": _("When"),
    "basis": _("How the seat was filled"),
    "body": _("Body"),
    "born": _("Born"),
    "called": _("Called"),
    "capacity": _("Answered as"),
    "code": _("Code"),
    "created_at": _("Since"),
    "day": _("Day"),
    "dimension": _("Dimension"),
    "dropped": _("Left early"),
    "ecosystem__name": _("Ecosystem"),
    "email": _("E-mail"),
    "end_reason": _("Why it ended"),
    "ends": _("Until"),
    "expires_at": _("Valid until"),
    "file": _("File"),
    "file_name": _("File"),
    "grade": _("Grade"),
    "group": _("Group"),
    "group__name": _("Group"),
    "issued_at": _("Issued"),
    "item__code": _("Code"),
    "item__title": _("Item"),
    "language": _("Language"),
    "leads": _("Leads the group"),
    "level": _("Level"),
    "marked_at": _("Marked"),
    "minimum_minutes": _("Minutes expected"),
    "minutes": _("Minutes"),
    "minutes_known": _("Minutes known"),
    "name": _("Name"),
    "note": _("Note"),
    "organisation__name": _("Organisation"),
    "path": _("Address"),
    "phone": _("Phone"),
    "time_zone": _("Time zone"),
    "made_at": _("Made"),
    "read_at": _("Last read"),
    "purpose": _("Purpose"),
    "recorded_at": _("Written down"),
    "relation": _("Relation"),
    "revoked_at": _("Taken back"),
    "role": _("Role"),
    "scopes": _("What it may do"),
    "seat": _("Seat"),
    "session__activity__title": _("Activity"),
    "signed_in_at": _("Signed in last"),
    "since": _("Since"),
    "starts": _("From"),
    "status": _("Attendance"),
    "target": _("What was imported"),
    "text": _("What was asked"),
    "title": _("Title"),
    "until": _("Until"),
    "used_at": _("Used"),
    "version": _("Version"),
}


def column(name: str) -> Text:
    return called(COLUMNS, name)
