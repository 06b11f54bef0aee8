"""Two versions of an ecosystem's settings or words side by side, in words as their form has them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hedgerow.foundation.errors import Stale

from .forms import WordsForm
from .tongues import own_name

Version = tuple[str, str, str]


def both_versions(form: forms.Form, error: Stale) -> list[Version]:
    """Label, yours, theirs of each field that differs; empty where a version has nothing."""
    yours, theirs = _one_by_one(form, error.yours), _one_by_one(form, error.theirs)
    labels = dict.fromkeys([*yours, *theirs])
    found = ((label, yours.get(label, ""), theirs.get(label, "")) for label in labels)
    return [one for one in found if one[1] != one[2]]


def _one_by_one(form: forms.Form, values: Mapping[str, Any]) -> dict[str, str]:
    """What is shown of each value by its label."""
    plain = {name: value for name, value in values.items() if name not in ("told", "vocabulary")}
    told = {
        f"{name}.{code}": text
        for code, texts in values.get("told", {}).items()
        for name, text in texts.items()
    }
    said = {_label(form, name): _shown(form, name, value) for name, value in (plain | told).items()}
    return said | dict(_words(form, values.get("vocabulary", {})))


def _words(
    form: forms.Form, vocabulary: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    """Each word in each language."""
    asked = form.asked.values() if isinstance(form, WordsForm) else ()
    names = {key: str(word) for key, word in asked}
    for key, own in vocabulary.items():
        for code, text in own.items():
            yield f"{names.get(key, key)} ({own_name(code)})", text


def _label(form: forms.Form, name: str) -> str:
    field = form.fields.get(name)
    return str(field.label) if field else name


def _shown(form: forms.Form, name: str, value: object) -> str:
    """A value as its field shows it: yes or no, and the words of what can be chosen."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    words = dict(getattr(form.fields.get(name), "choices", ()))
    if isinstance(value, list | tuple):
        return _(", ").join(str(words.get(one, one)) for one in value)
    return "" if value is None else str(words.get(value, value))
