"""What was entered in a field and what stands there by now, in the reader's words."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

BETWEEN: Final = " · "


def both_said(field: BoundField, theirs: Any) -> tuple[str, str]:
    """What was entered and what stands, in words; of many lines those that differ."""
    yours = field.field.to_python(field.data)
    mine, other = in_lines(field.field, yours), in_lines(field.field, theirs)
    return _said(mine, other), _said(other, mine)


def in_lines(field: forms.Field, value: Any) -> list[str]:
    """A value line by line, as the reader would say it; several that were chosen are one line."""
    value = field.prepare_value(value)
    if isinstance(field, forms.BooleanField):
        return [_("yes") if value else _("no")]
    if isinstance(value, datetime):
        return [date_format(value, "DATETIME_FORMAT")]
    if isinstance(value, date):
        return [date_format(value)]
    if isinstance(value, time):
        return [time_format(value)]
    many = value if isinstance(value, list | tuple) else [] if value in (None, "") else [value]
    if isinstance(field, forms.ModelChoiceField):
        return _chosen(field, many)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = dict(_flat(choices))
        return _line(labels.get(str(one), str(one)) for one in many)
    return [line.rstrip() for one in many for line in str(one).splitlines() if line.strip()]


def _chosen(field: Any, keys: Iterable[Any]) -> list[str]:
    rows = field.queryset.filter(**{f"{field.to_field_name or 'pk'}__in": list(keys)})
    return _line(str(field.label_from_instance(row)) for row in rows)


def _line(labels: Iterable[str]) -> list[str]:
    joined = _(", ").join(labels)
    return [joined] if joined else []


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value or ""), str(label)


def _said(lines: list[str], others: list[str]) -> str:
    if sorted(lines) == sorted(others) and lines != others:
        return BETWEEN.join(map(str.strip, lines))  # the same in another order
    differing = [line.strip() for line in lines if line not in others]
    return BETWEEN.join(differing) or ("" if lines == others else "–")
