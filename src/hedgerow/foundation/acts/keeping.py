"""What is kept of an act, so that its repetition is known and answered, and says nobody's name.

Who repeats an act may be somebody who is not to see any more what the first answer showed.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils.crypto import salted_hmac

from .again import said_in

JSON: Final = "application/json"
NAMES: Final = frozenset({"uuid", "id", "job", "revision"})
"""Of an answer of the API these are kept; the rest is to be read anew, by who may."""
PAGE_KEPT: Final = timedelta(minutes=2)
"""A page is shown again so long: to a double click, not to somebody who comes back to it."""


def digest_of(request: HttpRequest) -> str:
    """The hexadecimal SHA-256 of what is sent; of a page's form by a secret of ours, so that nobody
    guesses from it what somebody wrote; empty of files that a program sends."""
    if "Idempotency-Key" not in request.headers:
        return _digest_of_form(request)
    if str(request.content_type).startswith("multipart/"):
        return ""
    try:
        return hashlib.sha256(request.body).hexdigest()
    except RawPostDataException:  # a form that was read already
        said = json.dumps(sorted(request.POST.lists()))
        return hashlib.sha256(said.encode()).hexdigest()


def _digest_of_form(request: HttpRequest) -> str:
    files = [
        (name, str(file.name), sha256_of(file))
        for name, some in sorted(request.FILES.lists())
        for file in some
        if isinstance(file, UploadedFile)
    ]
    said = json.dumps([sorted(said_in(request)), files])
    return salted_hmac("hedgerow.acts", said, algorithm="sha256").hexdigest()


def sha256_of(file: "UploadedFile[Any]") -> str:
    """What the file holds; it can be read from its beginning afterwards."""
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def body_kept(response: HttpResponse) -> bytes:
    """The body that a repetition gets."""
    if not is_json(response) or not response.content:
        return response.content
    said = json.loads(response.content)
    if isinstance(said, list):
        return json.dumps([_named(one) for one in said]).encode()
    return json.dumps(_named(said)).encode()


def is_json(response: HttpResponse) -> bool:
    return str(response.get("Content-Type", "")).startswith(JSON)


def _named(said: object) -> dict[str, object]:
    if not isinstance(said, Mapping):
        return {}
    return {name: value for name, value in said.items() if name in NAMES}
