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


class BackupUnreadable(Refused):
    code = "installation.backup_unreadable"
    text = _("%(path)s cannot be used as a back-up: %(reason)s.")
    next_step = _("Nothing was changed. Take another copy of the back-up.")


class OtherDatabase(Refused):
    code = "installation.other_database"
    text = _("The back-up is of %(theirs)s, but this installation runs on %(ours)s.")
    next_step = _("Set or unset HEDGEROW_DATABASE_URL to match.")


class ToolMissing(Refused):
    code = "installation.tool_missing"
    text = _("The program %(tool)s was not found.")
    next_step = _("Install the PostgreSQL client programs (Debian: postgresql-client).")


class ToolFailed(Refused):
    code = "installation.tool_failed"
    text = _("%(tool)s failed: %(reason)s")
    next_step = _("Check that the database can be reached and has room.")
