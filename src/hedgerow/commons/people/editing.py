"""Showing a form again, with both versions where somebody else was quicker."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hedgerow.foundation.errors import Invalid, Refused
from hedgerow.foundation.ui.revised import status_of


def shown(
    request: HttpRequest, form: forms.Form, *, template: str = "people/form.html", **context: Any
) -> HttpResponse:
    """The page of a form; 422 where it has errors, 409 where somebody ``likely`` is here."""
    status = 409 if context.get("likely") and not form.errors else status_of(form)
    return render(request, template, {"form": form, **context}, status=status)


def refused(form: forms.Form, refusal: Refused) -> None:
    """Say beside the field, or above the form, why not and what to do."""
    known = refusal.fields if isinstance(refusal, Invalid) else {}
    for name, texts in known.items():
        form.add_error(name if name in form.fields else None, list(texts))
    if known:
        return
    form.add_error(None, f"{refusal} {refusal.next_step}")
