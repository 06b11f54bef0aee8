"""A sentence at the foot of the page the reader comes to next, with an undo where there is one."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise


def said(request: HttpRequest, text: str | Promise, *, undo: str = "") -> None:
    """Say that something is done; ``undo`` is the address that takes it back when posted to."""
    messages.success(request, str(text), extra_tags=undo)
