"""What the columns of a person's archive are called."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .wording import Text, called

COLUMNS: Mapping[str, Text] = {
    "about": _("About what"), "about_kind": _("Belongs to"),
    "accepted_at": pgettext_lazy("on a day", "Accepted"), "act": _("What was done"),
    "activity__title": _("Activity"), "added_at": _("Added on"), "address": _("E-mail"),
    "allergies": _("Allergies"), "answer": _("Answer"), "answer_note": _("What was answered"),
    "answered_as": _("Answered as"), "answered_at": _("Answered on"), "as": _("Here as"),
    "asked_at": _("Asked on"), "at": _("When"), "basis": _("How the seat was filled"),
    "body": _("Body"), "born": _("Born"), "bytes": _("Size (bytes)"), "called": _("Called"),
    "capacity": _("Answered as"), "checked_at": _("Checked on"), "code": _("Code"),
    "comment": _("In own words"), "consented_on": _("Agreed on"), "created_at": _("Since"),
    "criterion__round__title": _("Round"), "criterion__title": _("Who goes first"), "day": _("Day"),
    "decided_at": _("Decided on"), "digest": _("Mark that shows whether it was changed"), "dimension": _("Dimension"),
    "done": _("What was done"), "done_at": _("Done on"), "drawn_at": _("Drawn on"),
    "dropped": _("Left early"), "due": _("Due on"), "due_at": _("Due on"),
    "ecosystem__name": _("Ecosystem"), "email": _("E-mail"), "end_reason": _("Why it ended"),
    "ended_at": _("Ended on"), "ends": _("Until"), "expires_at": _("Valid until"),
    "field_of_work": _("Field of work"), "file": _("File"), "file_name": _("File"),
    "grade": _("Grade"), "group": _("Group"), "group__name": _("Group"), "host__name": _("Host"),
    "issued_at": _("Issued"), "item__code": _("Code"), "item__title": _("Item"),
    "keep_until": _("Kept until"), "kind": _("Kind"), "kind__title": _("Kind"),
    "language": _("Language"), "languages": _("Languages"), "leads": _("Leads the group"),
    "left__title": _("Offer that was left"), "letter__sent_at": _("Letter sent on"),
    "level": _("Level"), "logged_at": _("Entered on"), "made_at": _("Made"),
    "marked_at": _("Marked"), "medicines": _("Medicines"),
    "families.messagecopy.body": _("Text"), "membership.consent.text": _("What was asked"), "message__at": _("When"),
    "message__ecosystem__name": _("Ecosystem"), "minimum_minutes": _("Minutes expected"),
    "minutes": _("Minutes"), "minutes_known": _("Minutes known"), "name": _("Name"),
    "need": _("Help with what"), "need__kind": _("Help with what"), "note": _("Note"),
    "number": _("Number"), "offer__title": _("Wished for"), "often": _("How often told"),
    "on": _("On the day"), "opportunity__title": _("Opportunity"),
    "organisation__name": _("Organisation"), "other": _("What else to know"),
    "own": _("Own words added"), "path": _("Address"), "phone": _("Phone"), "place": _("To whom"),
    "placement__kind__title": _("Kind"), "places": _("How many at a time"),
    "position": _("Which wish"), "proposed_at": _("Proposed on"), "purpose": _("Purpose"),
    "rank": _("Which wish"), "ratings": _("How it was rated"), "read_at": _("Last read"),
    "reason": _("The reason given"), "receiver__name": _("Who is to help"),
    "recorded_at": _("Written down"), "relation": _("Relation"), "requested_at": _("Asked on"),
    "revoked_at": _("Taken back"), "right": _("What the source says"), "role": _("Role"),
    "round__title": _("Round"), "said": _("What is looked for"), "saved_at": _("Saved on"),
    "scopes": _("What it may do"), "seat": _("Seat"), "seen_on": _("Seen on"),
    "sees": _("Sees the record"), "sender__name": _("Who asked for it"), "sent_at": _("Sent on"),
    "session__activity__title": _("Activity"), "session__day": _("Day"),
    "shared": _("May be read by the learner"), "side": _("Which side"),
    "signed_in_at": _("Signed in last"), "since": _("Since"), "starts": _("From"),
    "state": _("State"), "status": _("Attendance"), "subject": _("What it is about"),
    "taken_out_of__title": _("Taken out of"), "taken_out_on": _("Taken out on"),
    "target": _("What was imported"), "task": _("Task there"),
    "template": _("Pattern of the letter"), "terms": _("Why they fit"), "text": _("Text"),
    "time_zone": _("Time zone"), "title": _("Title"), "tone": _("Good news or a concern"),
    "took__title": _("Offer that was taken"), "topic": _("What it is about"), "until": _("Until"),
    "used_at": _("Used"), "uuid": _("Number here"), "valid_until": _("Valid until"),
    "values": _("What the record said"), "verdict": _("What was found"), "version": _("Version"),
    "what": _("Of which records"), "who": _("Who sees to it"), "wish": _("What was wished for"),
    "wish_list__round__title": _("Round"), "wish_list__saved_at": _("Saved on"),
    "wish_list__ticket": _("Lottery number"), "withdrawn_at": _("Taken back"),
}  # fmt: skip
"""By the name of a column, or by the kind of row and the name where that says something else there."""


def column(name: str, kind: str = "") -> Text:
    """What a column is called; ``kind`` is the label of the rows it stands in."""
    return COLUMNS.get(f"{kind}.{name}") or called(COLUMNS, name)
