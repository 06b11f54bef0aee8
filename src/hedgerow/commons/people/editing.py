"""Showing a form again, with both versions where somebody else was quicker."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hedgerow.foundation.errors import Invalid, Refused, Stale


def shown(
    request: HttpRequest, form: forms.Form, *, template: str = "people/form.html", **context: Any
) -> HttpResponse:
    """The page of a form; 422 where it has errors, 409 where somebody ``likely`` is here."""
    status = 422 if form.errors else 409 if context.get("likely") else 200
    return render(request, template, {"form": form, **context}, status=status)


def refused(form: forms.Form, refusal: Refused) -> None:
    """Say beside the field, or above the form, why not and what to do."""
    known = refusal.fields if isinstance(refusal, Invalid) else {}
    for name, texts in known.items():
        form.add_error(name if name in form.fields else None, list(texts))
    if known:
        return
    form.add_error(None, f"{refusal} {refusal.next_step}")


def conflict(
    request: HttpRequest, form: forms.Form, stale: Stale, row: models.Model, **context: Any
) -> HttpResponse:
    """The form with both versions; sending it again lets one's own stand."""
    row.refresh_from_db()
    data = form.data.copy()  # type: ignore[attr-defined]
    data["revision"] = getattr(row, "revision")  # noqa: B009
    form.data = data
    form.add_error(None, f"{stale} {stale.next_step}")
    names = [name for name, value in stale.yours.items() if stale.theirs.get(name) != value]
    versions = [
        (_label(form, name), _words(form, name, stale.yours), _words(form, name, stale.theirs))
        for name in names
    ]
    context |= {"form": form, "versions": versions}
    return render(request, "people/form.html", context, status=409)


def _label(form: forms.Form, name: str) -> str:
    field = form.fields.get(name.removesuffix("_id"))
    return str(field.label) if field else name


def _words(form: forms.Form, name: str, values: Any) -> str:
    value, field = values[name], form.fields.get(name.removesuffix("_id"))
    if isinstance(field, forms.ModelChoiceField) and value is not None:
        value = field.queryset.filter(pk=value).first() if field.queryset is not None else value
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        value = dict(field.choices).get(value, value)  # type: ignore[arg-type]
    return "–" if value in (None, "") else str(value)
