"""What is asked about a framework."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import languages_for
from hedgerow.commons.ecosystems.told_forms import ask_in_languages, choose_by_name, take_told
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.revised import RevisedForm

from .models import Framework, Scale
from .rules import Line, faults, read_outline
from .told_outline import outlines_told, tell_items, told_lines


class FrameworkForm(RevisedForm):
    """Title, source, scale and the outline of items."""

    title = forms.CharField(label=_("Title"), max_length=200)
    source = forms.CharField(label=_("Where it was published"), max_length=300, required=False)
    scale = forms.ModelChoiceField(
        label=_("Scale its items are rated on"),
        queryset=Scale.objects.none(),
        required=False,
        help_text=_("An item is given a scale of its own on its own page."),
    )
    items = forms.CharField(
        label=_("Items"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        strip=False,
        help_text=_(
            "One a line: its code, then its title. Indent a line to make it a part of the one above. "
            "Leave the title away where no source records it."
        ),
    )

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, of: Framework | None = None, **values: Any
    ) -> None:
        super().__init__(*args, **values)
        self.of = of
        self.fields["scale"].label_from_instance = lambda row: row.said("name")  # type: ignore[attr-defined]
        choose_by_name(self.fields["scale"], Scale.objects.filter(ecosystem=ecosystem))
        _own, *self.others = languages_for(ecosystem, of.told if of else {})
        ask_in_languages(self, ("title", "items"), ecosystem, of)
        for code in self.others:
            self.fields[f"items.{code}"].help_text = _(
                "One a line: the code of an item above, then its title in this language."
            )
        self.initial = {**self.initial, **(outlines_told(of, self.others) if of else {})}

    def clean_items(self) -> list[Line]:
        lines = read_outline(self.cleaned_data["items"])
        wrong = faults([(line.code, line.parent) for line in lines])
        if wrong:
            raise ValidationError(
                _("Give each code once: %(codes)s."), params={"codes": ", ".join(wrong)}
            )
        long = [line.code[:20] for line in lines if len(line.code) > 60 or len(line.title) > 300]
        if long:
            raise ValidationError(
                _("Too long: %(codes)s (a code has 60 letters at most, a title 300)."),
                params={"codes": ", ".join(long)},
            )
        return lines

    def clean(self) -> dict[str, Any]:
        """In another language titles of items that are there, as long as a title may be."""
        given: dict[str, Any] = super().clean() or {}
        self.titles: dict[str, dict[str, str]] = {}
        for code in self.others:
            name = f"items.{code}"
            self.titles[code], wrong = told_lines(given.get(name, ""), given.get("items") or [])
            if wrong and "items" in given:
                said = _(
                    "Codes of items above, each once, with titles of at most 300 letters; not: %(codes)s."
                )
                self.add_error(name, ValidationError(said, params={"codes": ", ".join(wrong)}))
        return given

    def said(self) -> dict[str, Any]:
        """What was entered, with what is told in further languages."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith("items.")
        }
        given["items"] = tell_items(given["items"], self.titles, self.of)
        return take_told(given, self.of)


class VersionForm(forms.Form):
    """What a new version is called."""

    version = forms.CharField(
        label=_("Name of the version"),
        max_length=40,
        help_text=_("Such as 2 or 2027. It is a draft until it is adopted."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class DayForm(forms.Form):
    """The day on which a version comes into use, or is used no longer."""

    day = DayField(label=_("From which day on"), widget=forms.DateInput(attrs={"type": "date"}))
