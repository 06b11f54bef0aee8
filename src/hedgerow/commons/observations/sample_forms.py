"""What is asked of who checks a record."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import SampledRecord


class CheckRecordForm(forms.Form):
    """Whether a record agrees with its source."""

    verdict = forms.ChoiceField(
        label=_("The source"), choices=SampledRecord.Verdict.choices, widget=forms.RadioSelect
    )
    source = forms.ChoiceField(
        label=_("Which source"), choices=SampledRecord.Source.choices, widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    right = forms.CharField(
        label=_("What the source says, where it differs"), max_length=200, required=False
    )
