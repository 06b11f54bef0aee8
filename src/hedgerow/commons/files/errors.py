"""What is refused about files."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class EmptyFile(Refused):
    code = "files.empty"
    text = _("“%(name)s” is empty.")
    next_step = _("Nothing was saved. Choose the file again, or another.")
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class FileGone(Refused):
    """The row is there and the file is not: a fault of the installation, told by doctor."""

    code = "files.gone"
    text = _("“%(name)s” is recorded here, but the file itself is missing on this server.")
    next_step = _("Tell whoever runs the server, and attach the file again if you have it.")
    status = HTTPStatus.NOT_FOUND


class TooManyFiles(Refused):
    code = "files.too_many"
    text = _("%(most)s files are attached to this already.")
    next_step = _("Remove one that is no longer needed, then add the new one.")
