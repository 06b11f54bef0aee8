"""What is asked about a framework."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.days import DayField

from .models import Framework, Item, Scale
from .rules import Line, faults, read_outline
from .wording import BACK, choices


class FrameworkForm(forms.Form):
    """Title, source, scale and the outline of items."""

    title = forms.CharField(label=_("Title"), max_length=200)
    source = forms.CharField(label=_("Where it was published"), max_length=300, required=False)
    scale = forms.ModelChoiceField(
        label=_("Scale its items are rated on"), queryset=Scale.objects.none(), required=False
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
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, scales: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["scale"].queryset = scales  # type: ignore[attr-defined]
        self.fields["scale"].label_from_instance = lambda row: row.name  # type: ignore[attr-defined]

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


class TieForm(forms.Form):
    """A tie from the item one stands at: to an item here, or to an address elsewhere."""

    kind = forms.ChoiceField(label=_("This item…"), choices=choices)
    framework = forms.ModelChoiceField(
        label=_("Framework of the other item"), queryset=Framework.objects.none(), required=False
    )
    code = forms.CharField(
        label=_("Code of the other item"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    uri = forms.URLField(
        label=_("Or an address elsewhere"), max_length=500, required=False, assume_scheme="https"
    )
    title = forms.CharField(label=_("What is found there"), max_length=300, required=False)
    notes = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, frameworks: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["framework"].queryset = frameworks  # type: ignore[attr-defined]
        self.fields["framework"].label_from_instance = (  # type: ignore[attr-defined]
            lambda row: f"{row.title} · {row.version}"
        )

    def clean(self) -> dict[str, Any]:
        """Find the other item by its code, where one was given."""
        cleaned: dict[str, Any] = super().clean() or {}
        code, framework = cleaned.get("code"), cleaned.get("framework")
        if code and framework:
            cleaned["item"] = Item.objects.filter(framework=framework, code=code).first()
            if cleaned["item"] is None:
                self.add_error("code", _("This framework has no item of that code."))
        elif code:
            self.add_error("framework", _("Choose the framework in which the code stands."))
        elif not cleaned.get("uri") and "uri" not in self.errors:
            self.add_error("code", _("Give the code of an item, or an address elsewhere."))
        return cleaned

    def row_from(self, item: Item) -> dict[str, Any]:
        """The tie as the action takes it."""
        said = self.cleaned_data
        near, far = (
            ("destination", "origin")
            if said["kind"].startswith(BACK)
            else ("origin", "destination")
        )
        other = said.get("item")
        there = (
            {f"{far}_id": other.pk}
            if other
            else {f"{far}_uri": said["uri"], f"{far}_title": said["title"]}
        )
        kind = said["kind"].removeprefix(BACK)
        return {"kind": kind, f"{near}_id": item.pk, "notes": said["notes"], **there}
