"""What archives refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Invalid, Refused


class ArchiveGone(Refused):
    code = "archives.gone"
    text = _("This archive is not there any more.")
    next_step = _("Archives are kept for a day. Make another one.")


class NotWritten(Refused):
    code = "archives.not_written"
    text = _("%(path)s cannot be written: %(reason)s.")
    next_step = _("Name a file in a folder that you may write to.")


class ChangesOfRosters(Invalid):
    code = "archives.changes_of_rosters"
    text = _("Changes alone are told of rosters, from a moment that has been.")
    next_step = _("Choose OneRoster 1.1 or 1.2 and an earlier day, or take everything.")


class SinceTooEarly(Invalid):
    code = "archives.since_too_early"
    text = _("Nothing was recorded here that long ago.")
    next_step = _("Choose a day from 1970 on, or take everything.")


class FormUnknown(Invalid):
    code = "archives.form_unknown"
    text = _("There is no archive of that kind.")
    next_step = _("Choose everything, OneRoster 1.1 or OneRoster 1.2.")
