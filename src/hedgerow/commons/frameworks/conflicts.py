"""A form that somebody else was quicker with: both versions above it; sent again, one's own stands."""

from typing import Any

from django import forms

from hedgerow.foundation.errors import Stale

BETWEEN = " · "


def conflict(form: forms.Form, stale: Stale, there: forms.Form) -> dict[str, Any]:
    """What the page of the form says besides; ``there`` is the form as it would be opened now."""
    data = form.data.copy()  # type: ignore[attr-defined] # what a page sends can be copied
    data["revision"] = there.get_initial_for_field(there.fields["revision"], "revision")
    form.data = data
    names = [name for name in form.fields if name != "revision"]
    both = [(str(form.fields[name].label), *_both(form, there, name)) for name in names]
    versions = [line for line in both if line[1] != line[2]]
    return {"versions": versions, "stale": str(stale), "next_step": str(stale.next_step)}


def _both(form: forms.Form, there: forms.Form, name: str) -> tuple[str, str]:
    """What was entered and what stands, in words; of many lines those that differ."""
    field, given = there.fields[name], form[name].data
    stands = field.prepare_value(there.get_initial_for_field(field, name))
    if isinstance(field, forms.ModelChoiceField):
        choices: Any = field.choices
        labels = {str(value or ""): str(label) for value, label in choices}
        return labels.get(str(given or ""), ""), labels.get(str(stands or ""), "")
    yours, theirs = (
        [line.rstrip() for line in str(text or "").splitlines() if line.strip()]
        for text in (given, stands)
    )
    return _said(yours, theirs), _said(theirs, yours)


def _said(lines: list[str], others: list[str]) -> str:
    if sorted(lines) == sorted(others) and lines != others:
        return BETWEEN.join(map(str.strip, lines))  # the same in another order
    differing = [line.strip() for line in lines if line not in others]
    return BETWEEN.join(differing) or ("" if lines == others else "–")
