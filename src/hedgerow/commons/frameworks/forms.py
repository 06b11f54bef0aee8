"""What is asked about a framework."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import Scale
from .rules import Line, faults, read_outline


class FrameworkForm(forms.Form):
    """Title, source, scale and the outline of items."""

    title = forms.CharField(label=_("Title"), max_length=200)
    source = forms.CharField(label=_("Where it was published"), max_length=300, required=False)
    scale = forms.ModelChoiceField(
        label=_("Scale its items are rated on"), queryset=Scale.objects.none(), required=False
    )
    items = forms.CharField(
        label=_("Items"),
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
