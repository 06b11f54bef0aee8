"""What people send in: no larger than allowed, and of the kind that its content says."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Callable, Collection
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import (
    DisallowedHost,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused
from hedgerow.foundation.ui.middleware import refused

logger = logging.getLogger("hedgerow.requests")
MOST_TOLD = 20
_told: set[str] = set()
ROOM_FOR_FIELDS = 1024 * 1024
HEAD = 4096
HEAD_TOO_LONG = "total header size"
"""In what Django says of a file whose name, with all that stands before it, is over 1 KB."""
SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
PACKED = (("xl/workbook.xml", "xlsx"), ("word/document.xml", "docx"))
TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class UploadTooLarge(Refused):
    code = "uploads.too_large"
    text = _("What you sent is larger than %(most)s MB.")
    next_step = _("Nothing was saved. Send a smaller file, or several.")
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class WrongKindOfFile(Refused):
    code = "uploads.wrong_kind"
    text = _("%(name)s is not a file of the kinds %(kinds)s, whatever its name says.")
    next_step = _("Nothing was saved. Save it in one of these kinds and send it again.")
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class FileNameTooLong(Refused):
    code = "uploads.name_too_long"
    text = _("The name of a file that you sent is too long.")
    next_step = _("Nothing was saved. Rename the file to something shorter and send it again.")
    status = HTTPStatus.BAD_REQUEST


class TextTooLarge(UploadTooLarge):
    """Texts are held in memory while they are read, so less of them is taken than of files."""

    code = "uploads.text_too_large"
    next_step = _("Nothing was saved. Shorten the texts, or send them in several parts.")


class TooManyFields(Refused):
    code = "uploads.too_many_fields"
    text = _("What you sent has more fields or files than can be sent at once.")
    next_step = _("Nothing was saved. Send it in several parts.")
    status = HTTPStatus.BAD_REQUEST


class NotReadable(Refused):
    code = "uploads.unreadable"
    text = _("What was sent cannot be read.")
    next_step = _(
        "Nothing was saved. Load the page anew and send it again; a program sends it as the "
        "description of the operation says."
    )
    status = HTTPStatus.BAD_REQUEST


class WrongHost(Refused):
    code = "uploads.wrong_host"
    text = _("This server does not answer under this name.")
    next_step = _("Open it under the name that whoever runs it gave you.")
    status = HTTPStatus.BAD_REQUEST


class SignedOutMeanwhile(Refused):
    """Said once a view is done: what it did stands."""

    code = "uploads.signed_out"
    text = _("You were signed out meanwhile, perhaps in another window.")
    next_step = _("Sign in and look whether what you sent is there.")
    status = HTTPStatus.BAD_REQUEST


class UploadLimitMiddleware:
    """Refuses a request that announces more than allowed, before any of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        announced = str(request.META.get("CONTENT_LENGTH") or "0")
        most: int = settings.HEDGEROW_UPLOAD_LIMIT
        if announced.isdecimal() and int(announced) > most + ROOM_FOR_FIELDS:
            return refused(request, UploadTooLarge(most=most >> 20))
        return self.get_response(request)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django could not read, or would not; an address it may not read is known
    before the language is."""
    with override(get_language_from_request(request)):
        return refused(request, _refusal(exception))


def _refusal(exception: Exception) -> Refused:
    """A file's name is what makes the heads of parts too long."""
    if isinstance(exception, DisallowedHost):
        _tell_once(str(exception)[:200])
        return WrongHost()
    if isinstance(exception, SessionInterrupted):
        return SignedOutMeanwhile()
    if isinstance(exception, RequestDataTooBig):
        return TextTooLarge(most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20)
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        return TooManyFields()
    if isinstance(exception, MultiPartParserError) and HEAD_TOO_LONG in str(exception):
        return FileNameTooLong()
    return NotReadable()


def _tell_once(why: str) -> None:
    """So that who forgot a name finds it, and nobody fills the log with others."""
    if why not in _told and len(_told) < MOST_TOLD:
        _told.add(why)
        logger.warning("refused: %r (HEDGEROW_HOSTS)", why)


def accept(file: File[Any], kinds: Collection[str]) -> str:
    """The kind of the file, told by its content, if it is one of ``kinds``.

    The file is left at its beginning. Raises UploadTooLarge and WrongKindOfFile.
    """
    if file.size > settings.HEDGEROW_UPLOAD_LIMIT:
        raise UploadTooLarge(most=settings.HEDGEROW_UPLOAD_LIMIT >> 20)
    kind = kind_of(file)
    if kind not in kinds:
        raise WrongKindOfFile(name=file.name or "?", kinds=", ".join(sorted(kinds)))
    return kind


def kind_of(file: File[Any]) -> str:
    """``pdf``, ``png``, ``jpeg``, ``gif``, ``webp``, ``xlsx``, ``docx``, ``zip``, ``ole``, ``text``,
    ``empty`` or ``unknown``; a name or a declared type is not asked."""
    file.seek(0)
    head: bytes = file.read(HEAD)
    file.seek(0)
    if not head:
        return "empty"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            return _packed(file) if kind == "zip" else kind
    return "text" if _is_text(head) else "unknown"


def _packed(file: File[Any]) -> str:
    """A workbook or document is a zip with a certain member."""
    try:
        with zipfile.ZipFile(file) as packed:
            names = set(packed.namelist())
            found = (kind for member, kind in PACKED if member in names)
            return next(found, "zip")
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return "unknown"
    finally:
        file.seek(0)


def _is_text(head: bytes) -> bool:
    """Text in UTF-8, UTF-16 or a one-byte encoding holds no control characters but these."""
    if head.startswith(TEXT_MARKS):
        return True
    return not any(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
