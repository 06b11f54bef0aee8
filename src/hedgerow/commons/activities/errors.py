"""What the rules of activities refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class ActivityClosed(Refused):
    code = "activities.closed"
    text = _("“%(activity)s” is closed and takes nobody new.")
    next_step = _("Open the activity again first, or enter the day on which the place ended.")


class AlreadyEnrolled(Refused):
    code = "activities.already_enrolled"
    text = _("This person already has a place on some of these days.")
    next_step = _("Change the days, or end the earlier place first.")


class PlaceOver(Refused):
    code = "activities.place_over"
    text = _("This place has ended already.")
    next_step = _("Enrol the person again if they are back.")


class RecordedBefore(Refused):
    code = "activities.recorded_before"
    text = _(
        "Attendance of %(name)s is recorded before that day: %(count)s in all, the first of the "
        "session of %(session)s."
    )
    next_step = _("Choose that day or an earlier one, or take back the marks of the session first.")


class HasRecords(Refused):
    code = "activities.has_records"
    text = _(
        "This enrolment of %(name)s cannot be taken back, as attendance is recorded on it: "
        "%(count)s in all, the first of the session of %(session)s."
    )
    next_step = _("End the place with its last day, or take back these marks first.")


class OutsideActivity(Refused):
    code = "activities.outside_activity"
    text = _("%(day)s lies outside the days of “%(activity)s”.")
    next_step = _("Choose another day, or change the first or last day of the activity.")


class NotYetBegun(Refused):
    code = "activities.not_yet_begun"
    text = _("This session has not begun: attendance can be marked from half an hour before.")
    next_step = _("Come back when it begins, or move it if it takes place earlier.")


class SessionCancelled(Refused):
    code = "activities.session_cancelled"
    text = _("This session was cancelled.")
    next_step = _("If it took place after all, undo the cancellation first.")


class CannotLead(Refused):
    code = "activities.cannot_lead"
    text = _("%(name)s cannot lead this session.")
    next_step = _("Choose somebody else.")


class NotCancelled(Refused):
    code = "activities.not_cancelled"
    text = _("This session is not cancelled.")
    next_step = _("Load the page again to see how it stands.")


class AlreadyMarked(Refused):
    code = "activities.already_marked"
    text = _("Attendance of this session is marked already.")
    next_step = _("Take the marks back first if it did not take place as they say.")


class NotMarked(Refused):
    code = "activities.not_marked"
    text = _("Attendance of this session is not marked yet.")
    next_step = _("It can be confirmed once whoever led it has marked attendance.")


class NotEnrolled(Refused):
    code = "activities.not_enrolled"
    text = _("Somebody without a place on that day cannot be missing.")
    next_step = _("Mark only those who came, or enrol the person first.")


class SameSide(Refused):
    code = "activities.same_side"
    text = _("The other side has to confirm this session, not the one that marked it.")
    next_step = _("Ask the school if the partner marked it, and the partner if the school did.")


class NothingToUndo(Refused):
    code = "activities.nothing_to_undo"
    text = _("There is nothing of yours to undo here.")
    next_step = _("Correct the marks by hand instead; what stood before stays in the journal.")


class NoDays(Refused):
    code = "activities.no_days"
    text = _("Between these days there is none to hold a session on.")
    next_step = _("Look at the terms and holidays in the calendar, or choose other days.")


class NotInSeries(Refused):
    code = "activities.not_in_series"
    text = _("This session is of no series.")
    next_step = _("Change it alone, or plan a series.")


class RoomThere(Refused):
    code = "activities.room_there"
    text = _("There already is a room “%(name)s” there.")
    next_step = _("Give it another name, or change the one that is there.")


class SessionThere(Refused):
    code = "activities.session_there"
    text = _("There already is a session at this time.")
    next_step = _("Open that session, or choose another time.")


class EmptyGroup(Refused):
    code = "activities.empty_group"
    text = _("There are no learners in this group.")
    next_step = _("Place learners in the group first, or enrol them one by one.")


class SeatsHeld(Refused):
    """``title`` is what holds them, such as a round of choice."""

    code = "activities.seats_held"
    text = _("“%(title)s” holds the free seats of “%(activity)s” (%(held)s) until %(until)s.")
    next_step = _(
        "Wait until they are given; or say that you take seats which are held, and fewer are given."
    )


class SeatsPromised(Refused):
    code = "activities.seats_promised"
    text = _(
        "“%(title)s” has given %(promised)s of the free seats of “%(activity)s” (%(left)s) to learners who are not enrolled yet."
    )
    next_step = _("Enrol those learners first, or have more places offered.")
