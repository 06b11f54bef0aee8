"""Why an import cannot go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused
from hedgerow.foundation.targets import Problem

IN_UTF8 = _("Save it in UTF-8 and choose that. Nothing was imported.")
EXPORT_ANEW = _("Export it anew from the program that it comes from. Nothing was imported.")
PACK_ANEW = _("Pack the files of the set alone into a new ZIP archive. Nothing was imported.")
MEND_THERE = _("Mend it there and choose the file again. Nothing was imported.")
PART = _("Part it into several files, or leave out what is not needed. Nothing was imported.")
"""What to do about a file, where it is not to be saved in another form."""


class MappingWrong(Refused):
    code = "exchange.mapping_wrong"
    text = _("%(file)s, %(path)s: %(expected)s")
    next_step = _("Mend the mapping and try again. Nothing was saved.")


class FileUnreadable(Refused):
    """A file is not what it should be; ``advice`` says what mends it where saving it otherwise does not."""

    code = "exchange.file_unreadable"
    text = _("%(file)s cannot be read: %(expected)s.")
    next_step: str | Promise = _(
        "Save it as an XLSX or CSV file and choose that. Nothing was imported."
    )

    def __init__(self, *, file: str, expected: str, advice: str | Promise = "") -> None:
        super().__init__(file=file, expected=expected)
        self.next_step = advice or self.next_step


class FileMissing(Refused):
    code = "exchange.file_missing"
    text = _("There is no file %(file)s.")
    next_step = _("Check the path and the name. Nothing was imported.")


class ImportStopped(Refused):
    """The file has problems; ``problems`` lists them with line, column and value."""

    code = "exchange.stopped"
    text = _("The file has %(count)s problems; nothing was saved.")
    next_step = _("Mend the cells named and import the file again.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(count=len(problems))


class WholeSetNeeded(Refused):
    code = "exchange.whole_set_needed"
    text = _("Something was taken back since then, and no set of changes can say what that was.")
    next_step = _("Take the whole set once. From then on changes can be told again.")


class RowsMoved(Refused):
    code = "exchange.rows_moved"
    text = _("Rows here have changed since the preview; nothing was saved.")
    next_step = _("Look at the new preview, then confirm again.")


class AlreadyConfirmed(Refused):
    code = "exchange.already_confirmed"
    text = _("This import was confirmed or discarded before.")
    next_step = _("Its page shows how it went.")


@dataclass(frozen=True, slots=True)
class Named:
    """A row by table and key, as people call it; ``route`` and ``uuid`` are of its page."""

    table: str
    key: int
    name: str
    route: str
    uuid: UUID


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an import cannot be undone, and the first of the rows that are in the way."""

    text: str
    rows: tuple[Named, ...] = ()


class BuiltUpon(Refused):
    code = "exchange.built_upon"
    text = _("The import cannot be undone: %(reasons)s.")
    next_step = _(
        "Write there what it said after the import, or take away what was added; later imports are "
        "undone before earlier ones."
    )

    def __init__(self, found: Sequence[Reason]) -> None:
        self.found = found
        super().__init__(reasons="; ".join(_with_names(one) for one in found))

    @property
    def unnamed(self) -> str:
        """The text without whom or what it speaks of."""
        return str(self.text) % {"reasons": "; ".join(one.text for one in self.found)}


def _with_names(reason: Reason) -> str:
    names = ", ".join(one.name for one in reason.rows)
    return f"{reason.text}: {names}" if names else reason.text


class NotUndoable(Refused):
    code = "exchange.not_undoable"
    text = _(
        "This import cannot be undone: it wrote nothing, was undone, is too long ago, or changed "
        "what was kept of somebody who was erased since."
    )
    next_step = _("Imports can be undone for 30 days. Change what it brought in row by row.")


class FileGone(Refused):
    code = "exchange.file_gone"
    text = _("The file was deleted: uploads are kept for a day.")
    next_step = _("Upload it again. Nothing was saved.")


class CaseIdentifier(Refused):
    code = "exchange.case_identifier"
    text = _("“%(identifier)s” is no identifier.")
    next_step = _("Ask with a UUID, as CFDocuments tells it.")
    status = HTTPStatus.BAD_REQUEST
    minor = "invaliduuid"


class CaseSort(Refused):
    code = "exchange.case_sort"
    text = _("CFDocuments cannot be sorted by “%(field)s”.")
    next_step = _("Sort by a field of a CFDocument.")
    status = HTTPStatus.BAD_REQUEST
    minor = "invalid_sort_field"


class CaseFilter(Refused):
    code = "exchange.case_filter"
    text = _("“%(field)s” cannot be asked for so.")
    next_step = _("Name fields of a CFDocument, and filter as in title~'math' AND language='en'.")
    status = HTTPStatus.BAD_REQUEST
    minor = "invalid_selection_field"
