"""What is asked about organisations and people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Organisation, Sector


class OrganisationForm(forms.Form):
    """An organisation's facts."""

    name = forms.CharField(label=_("Name"), max_length=250)
    kind = forms.CharField(
        label=_("Kind"), max_length=40, help_text=_("Such as school, district, partner or agency.")
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Organisation.objects.none(), required=False
    )
    operator = forms.ModelChoiceField(
        label=_("Run by"), queryset=Organisation.objects.none(), required=False
    )
    code = forms.CharField(label=_("Official code"), max_length=60, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    website = forms.URLField(
        label=_("Website"), max_length=200, required=False, assume_scheme="https"
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for name in ("parent", "operator"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the types
            field.queryset = choices

    def said(self) -> dict[str, Any]:
        """The answers as a row of ``save_organisations``."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        for name in ("parent", "operator"):
            found = values.pop(name)
            values[f"{name}_id"] = found.pk if found else None
        return values
