"""What is kept of an act, so that its repetition is known and answered, and says nobody's name.

Who repeats an act may be somebody who is not to see any more what the first answer showed.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException

JSON: Final = "application/json"
NAMES: Final = frozenset({"uuid", "id", "job", "revision"})
"""Of an answer of the API these are kept; the rest is to be read anew, by who may."""
PAGE_KEPT: Final = timedelta(minutes=2)
"""A page is shown again so long: to a double click, not to somebody who comes back to it."""


def digest_of(request: HttpRequest) -> str:
    """The hexadecimal SHA-256 of what a program sends; empty of a page's form, which is one by its
    token, and of files."""
    is_file = str(request.content_type).startswith("multipart/")
    if is_file or "Idempotency-Key" not in request.headers:
        return ""
    try:
        return hashlib.sha256(request.body).hexdigest()
    except RawPostDataException:  # a form that was read already
        said = json.dumps(sorted(request.POST.lists()))
        return hashlib.sha256(said.encode()).hexdigest()


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
