"""What a search asks, in the address of its page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.days import DayField

from .models import Often
from .queries import Choices
from .rules import DISTANCES, LONGEST, USUAL, Asked, asked_of

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ANY = ("", _("any"))
SORTS = (
    ("", _("what fits best")),
    ("nearest", _("the nearest first")),
    ("soonest", _("the soonest first")),
)


class SearchForm(forms.Form):
    """Words and conditions; every one may be left out."""

    words = forms.CharField(
        label=_("What are you looking for?"), required=False, max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    near = forms.CharField(
        label=_("Near which place?"), required=False, max_length=LONGEST,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off", "dir": "auto"}),
    )  # fmt: skip
    km = forms.TypedChoiceField(
        label=_("How far away?"), required=False, coerce=int, empty_value=None,
        choices=[(km, _("%(km)s km") % {"km": km}) for km in DISTANCES],
    )  # fmt: skip
    starts = DayField(label=_("From which day?"), required=False, widget=DATE)
    ends = DayField(label=_("Until which day?"), required=False, widget=DATE)
    age = forms.IntegerField(
        label=_("How old is whoever wants to come?"), required=False, min_value=0, max_value=120
    )
    grade = forms.CharField(label=_("Grade"), required=False, max_length=10)
    language = forms.ChoiceField(label=_("Spoken there"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    cost = forms.IntegerField(
        label=_("What may it cost?"), required=False, min_value=0, max_value=1_000_000,
        help_text=_("0 if it has to be free."),
    )  # fmt: skip
    access = forms.MultipleChoiceField(
        label=_("What has to be there?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    places = forms.BooleanField(label=_("Only what has a free place"), required=False)
    sort = forms.ChoiceField(label=_("In which order?"), required=False, choices=SORTS)

    def __init__(self, data: Mapping[str, Any] | QueryDict, choices: Choices) -> None:
        said: Any = data.copy() if isinstance(data, QueryDict) else dict(data)
        said.setdefault("km", USUAL)
        super().__init__(said, label_suffix="")
        fields: Any = self.fields
        fields["km"].choices = [(km, _("%(km)s km") % {"km": km}) for km in DISTANCES]
        fields["language"].choices = [ANY, *choices.languages]
        fields["access"].choices = choices.access
        fields["kind"].choices = [ANY, *choices.kinds]
        if not choices.kinds:
            del fields["kind"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        starts, ends = said.get("starts"), said.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day is before the first."))
        return said

    def asked(self) -> Asked:
        """The search; what was entered must have been valid."""
        return asked_of(self.cleaned_data)


class SavedForm(forms.Form):
    """What a saved search is called, and how often it tells."""

    name = forms.CharField(label=_("Name"), max_length=120)
    often = forms.ChoiceField(
        label=_("How often do you want to be told what is new?"), choices=Often.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
