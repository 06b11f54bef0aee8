"""What a person chooses of being told."""

from typing import Any, Final

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from .kinds import Pace
from .queries import NoticesPage

HOUR: Final = {"type": "time"}


def _hour(**options: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs=HOUR, format="%H:%M")
    return forms.TimeField(widget=widget, required=False, **options)


class PacesForm(forms.Form):
    """One choice for each kind that can be put off."""

    def __init__(self, data: Any, page: NoticesPage) -> None:
        super().__init__(data)
        for choice in page.choices:
            if choice.may_choose:
                self.fields[choice.kind] = forms.ChoiceField(
                    label=str(choice.title), choices=Pace.choices, initial=choice.pace
                )


class HoursForm(forms.Form):
    """Between which hours no mail comes, and when letters of a day or week do."""

    quiet_from = _hour(label=_("No mail from"), help_text=_("Leave both empty for no quiet hours."))
    quiet_until = _hour(label=_("until"))
    digest_at = _hour(label=_("The letter of a day or week comes at"))
    weekday = forms.TypedChoiceField(
        label=_("The letter of a week comes on"), coerce=int, choices=list(WEEKDAYS.items())
    )
