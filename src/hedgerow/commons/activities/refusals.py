"""Refusals of acts on one session or activity, said beside it and not at the network's door."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hedgerow.foundation.errors import NotFound, Refused

View = Callable[..., HttpResponse]


def led_back_to(name: str) -> Callable[[View], View]:
    """Answer what the view refuses with a page of the network that leads back to ``name``.

    What is not the reader's to see stays unseen: it is refused as everywhere.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, slug: str, uuid: UUID, **others: Any) -> HttpResponse:
            try:
                return view(request, slug, uuid, **others)
            except NotFound:
                raise
            except Refused as refusal:
                back = reverse(name, args=[slug, uuid])
                said = {"text": str(refusal), "next_step": str(refusal.next_step), "back": back}
                status = int(refusal.status)
                return render(request, "activities/refused.html", said, status=status)

        return answered

    return wrap
