"""What a steward can be refused, with what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class DataFolderInUse(Refused):
    code = "installation.data_folder_in_use"
    text = _("%(folder)s is in use by process %(pid)s.")
    next_step = _("Stop that process first, or set HEDGEROW_HOME to another folder.")


class DataFolderNotEmpty(Refused):
    code = "installation.data_folder_not_empty"
    text = _("%(folder)s already holds an installation.")
    next_step = _("Restore with --replace to put it aside, or into another HEDGEROW_HOME.")


class DatabaseNotEmpty(Refused):
    code = "installation.database_not_empty"
    text = _("The database already holds tables.")
    next_step = _("Restore with --replace to drop them, or into an empty database.")


class KeyTooOpen(Refused):
    code = "installation.key_too_open"
    text = _("Others on this machine can read the private key %(path)s.")
    next_step = _("Run: chmod 600 %(path)s")


class BackupExists(Refused):
    code = "installation.backup_exists"
    text = _("%(path)s exists already.")
    next_step = _("Name another file, or move that one away.")


class FileExists(Refused):
    code = "installation.file_exists"
    text = _("%(path)s exists already.")
    next_step = _("Nothing was written. Name another file, or add --replace to write over it.")


class BackupUnreadable(Refused):
    code = "installation.backup_unreadable"
    text = _("%(path)s cannot be used as a back-up: %(reason)s.")
    next_step = _("Nothing was changed. Look whether it is the right file, or take another copy.")


class BackupNewer(Refused):
    code = "installation.backup_newer"
    text = _("The back-up is of a newer Hedgerow (%(version)s): this one does not know %(change)s.")
    next_step = _("Nothing was changed. Install that version or a later one, and restore then.")


class OtherDatabase(Refused):
    code = "installation.other_database"
    text = _("The back-up is of a kind of database that Hedgerow does not run on: %(theirs)s.")
    next_step = _("Nothing was changed. Take a back-up of SQLite or PostgreSQL.")


class RowsUnfit(Refused):
    code = "installation.rows_unfit"
    text = _("This database does not take the rows of %(table)s: %(reason)s.")
    next_step = _(
        "Nothing was changed. Mend that row where the back-up was made, and make another."
    )


class RowsDiffer(Refused):
    code = "installation.rows_differ"
    text = _(
        "The table %(table)s does not hold what the back-up holds: %(before)s rows, %(after)s here."
    )
    next_step = _("Nothing was changed. Tell those who make Hedgerow.")


class NoRoom(Refused):
    code = "installation.no_room"
    text = _(
        "%(path)s takes more room than there is: %(needed)s MB more than the %(free)s MB that it may fill."
    )
    next_step = _("Nothing was changed. Make room, or see whether the file is a back-up of yours.")


class ToolMissing(Refused):
    code = "installation.tool_missing"
    text = _("The program %(tool)s was not found.")
    next_step = _("Install the PostgreSQL client programs (Debian: postgresql-client).")


class ToolFailed(Refused):
    code = "installation.tool_failed"
    text = _("%(tool)s failed: %(reason)s")
    next_step = _("Check that the database can be reached and has room.")


class DatabaseAway(Refused):
    code = "installation.database_away"
    text = _("The database does not answer: %(reason)s.")
    next_step = _(
        "See whether its server runs, and whether HEDGEROW_DATABASE_URL names the host, the database, "
        "its account and the password as they are."
    )


class DatabaseDamaged(Refused):
    code = "installation.database_damaged"
    text = _("The database %(path)s is damaged: %(reason)s.")
    next_step = _(
        "Stop the server, and put a back-up in its place: hedgerow restore FILE --replace"
    )


class DatabaseBusy(Refused):
    code = "installation.database_busy"
    text = _("Another program is writing the database %(path)s.")
    next_step = _("Give the command again. If this stays, look which program has the file open.")


class DiskFull(Refused):
    code = "installation.disk_full"
    text = _("There is no room left on the disk.")
    next_step = _(
        "Make room, then give the command again. hedgerow doctor says how much is free where the data is."
    )


class NotAllowed(Refused):
    code = "installation.not_allowed"
    text = _("This account may not read or write %(path)s.")
    next_step = _(
        "Give the command as the account under which the server runs, and name files in folders that it "
        "may write to."
    )
