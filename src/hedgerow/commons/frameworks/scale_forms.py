"""What is asked about a scale, in each language of the ecosystem."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import languages_for
from hedgerow.commons.ecosystems.told_forms import ask_in_languages, choose_by_name, take_told
from hedgerow.foundation.ui.revised import RevisedForm

from .models import Item, Scale

LINE = re.compile(r"^(-?\d{1,5})\s+(\S.*)$")
STEP, FURTHEST, LONGEST, FEWEST = "step.", 32_000, 120, 2


class ScaleForm(RevisedForm):
    """A name and the steps, a line each."""

    name = forms.CharField(label=_("Name"), max_length=120)
    steps = forms.CharField(
        label=_("Steps, from lowest to highest"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line: its number, then what it is called, such as “1 Begun”."),
    )

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, of: Scale | None = None, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.of = of
        said = ("name", "revision")
        self.initial = {n: getattr(of, n) for n in said} | {"steps": _lines(of)} if of else {}
        self.own, *self.others = languages_for(ecosystem, of.told if of else {})
        ask_in_languages(self, ("name", "steps"), ecosystem, of)
        told = {f"steps.{code}": _lines(of, code) for code in self.others} if of else {}
        self.initial = {**self.initial, **told}

    def clean(self) -> dict[str, Any]:
        """In each language steps with their numbers; in a further one those that are told in it."""
        given: dict[str, Any] = super().clean() or {}
        self.labels: dict[str, dict[int, str]] = {}
        for code in (self.own, *self.others):
            name = "steps" if code == self.own else f"steps.{code}"
            self.labels[code] = self._read(name, str(given.get(name) or ""))
        if "steps" not in self.errors and len(self.labels[self.own]) < FEWEST:
            self.add_error("steps", _("A scale has at least two steps, from lowest to highest."))
        for code in self.others:
            if strange := sorted({*self.labels[code]} - {*self.labels[self.own]}):
                said = _("Numbers of the steps above; not %(numbers)s.")
                numbers = {"numbers": ", ".join(map(str, strange))}
                self.add_error(f"steps.{code}", ValidationError(said, params=numbers))
        return given

    def _read(self, name: str, text: str) -> dict[int, str]:
        found: dict[int, str] = {}
        for line in filter(None, map(str.strip, text.splitlines())):
            read = LINE.match(line)
            fits = read is not None and abs(int(read[1])) <= FURTHEST and len(read[2]) <= LONGEST
            if read is None or not fits or int(read[1]) in found:
                said = _(
                    "“%(line)s” should be a number that stands once, then at most 120 letters."
                )
                self.add_error(name, ValidationError(said, params={"line": line[:60]}))
                continue
            found[int(read[1])] = read[2]
        return found

    def said(self) -> dict[str, Any]:
        """What was entered, as the action takes it."""
        given = {
            name: value for name, value in self.cleaned_data.items() if not name.startswith("steps")
        }
        found = {**take_told(given, self.of), "steps": [*self.labels[self.own].items()]}
        for code in self.others:
            texts = found["told"].setdefault(code, {})
            kept = {name: text for name, text in texts.items() if not name.startswith(STEP)}
            steps = {f"{STEP}{value}": label for value, label in self.labels[code].items()}
            found["told"][code] = kept | steps
        return found


class ItemScaleForm(RevisedForm):
    """One of the ecosystem's scales, or that of the framework."""

    scale = forms.ModelChoiceField(
        label=_("Scale it is rated on"),
        queryset=Scale.objects.none(),
        required=False,
        help_text=_("What was recorded before keeps its number."),
    )

    def __init__(self, *args: Any, item: Item, **given: Any) -> None:
        super().__init__(*args, **given)
        framework, field = item.framework, self.fields["scale"]
        self.initial = {"scale": item.scale, "revision": framework.revision}
        usual = framework.scale.said("name") if framework.scale else ""
        said = _("That of the framework: %(name)s") if usual else _("That of the framework: none")
        field.empty_label = said % {"name": usual}  # type: ignore[attr-defined] # a field of rows
        field.label_from_instance = lambda row: row.said("name")  # type: ignore[attr-defined] # a field of rows
        choose_by_name(field, Scale.objects.filter(ecosystem=framework.ecosystem))


def _lines(scale: Scale, language: str = "") -> str:
    """Its steps as lines; in a further language those that are told in it."""
    found = []
    for value, label in scale.steps:
        said = scale.in_others(f"{STEP}{value}").get(language, "") if language else label
        found += [f"{value} {said}"] if said or not language else []
    return "\n".join(found)
