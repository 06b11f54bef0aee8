"""One field a language, where an ecosystem has several."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from django import forms
from django.db import models

from hedgerow.foundation.folding import folded

from .models import Ecosystem
from .telling import languages_for
from .told import ToldRow
from .tongues import own_name


def ask_in_languages(
    form: forms.Form, names: Sequence[str], ecosystem: Ecosystem, row: ToldRow | None
) -> None:
    """Put the same in each further language after the fields of these names; with one language, nothing."""
    told = row.told if row is not None else {}
    own, *others = languages_for(ecosystem, told)
    if not others:
        return
    order: list[str] = []
    for name, field in list(form.fields.items()):
        order.append(name)
        if name not in names:
            continue
        label = field.label
        field.label = f"{label} ({own_name(own)})"
        for code in others:
            order.append(f"{name}.{code}")
            form.fields[order[-1]] = _in(code, field, f"{label} ({own_name(code)})")
            form.initial[order[-1]] = told.get(code, {}).get(name, "")
        field.widget.attrs |= {"lang": own, "dir": "auto"}
    form.order_fields(order)


def _in(code: str, field: forms.Field, label: str) -> forms.Field:
    other: Any = deepcopy(field)
    other.label, other.help_text, other.required = label, "", False
    other.widget.is_required, other.needed_if = False, ""
    other.widget.attrs |= {"lang": code, "dir": "auto"}
    return other  # type: ignore[no-any-return]


def choose_by_name(field: Any, rows: models.QuerySet[Any]) -> None:
    """Have one of a few rows chosen, in the order of what the reader reads."""
    field.queryset = rows
    named = [(field.prepare_value(one), field.label_from_instance(one)) for one in rows]
    none = [] if field.empty_label is None else [("", field.empty_label)]
    field.choices = [*none, *sorted(named, key=lambda one: folded(one[1]))]


def take_told(given: dict[str, Any], row: ToldRow | None) -> dict[str, Any]:
    """What was entered, its further languages under ``told``; what nobody was asked for stays as it is."""
    asked = [name for name in given if "." in name]
    if not asked:
        return given
    told = {code: dict(texts) for code, texts in (row.told if row is not None else {}).items()}
    for one in asked:
        name, _stop, code = one.rpartition(".")
        told.setdefault(code, {})[name] = str(given[one] or "")
    plain = {name: value for name, value in given.items() if name not in asked}
    return {**plain, "told": told}
