"""How an opportunity is repeated."""

from django import forms
from django.utils.translation import gettext_lazy as _

EVERY = ((7, _("every week")), (14, _("every two weeks")), (28, _("every four weeks")))


class RepeatForm(forms.Form):
    """In which rhythm, and how often."""

    every = forms.TypedChoiceField(
        label=_("How often is it offered again?"), choices=EVERY, coerce=int, initial=7,
        widget=forms.RadioSelect,
    )  # fmt: skip
    times = forms.IntegerField(
        label=_("How many more times?"), min_value=1, max_value=52, initial=4,
        help_text=_("Days that are holidays here are left out."),
    )  # fmt: skip

    def rhythm(self) -> tuple[int, int]:
        """Days between, and how many times."""
        return self.cleaned_data["every"], self.cleaned_data["times"]
