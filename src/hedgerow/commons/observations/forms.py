"""What is asked about an indicator, and about one observation of it."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_forms import (
    ask_in_languages,
    choose_by_name,
    take_told,
)
from hedgerow.commons.frameworks.models import INDICATORS
from hedgerow.commons.people.models import Organisation, PopulationGroup
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.revised import RevisedForm

from .models import Indicator

DAY = {"type": "date"}


def number(label: Any, hint: Any = "") -> forms.DecimalField:
    """An optional number with up to six places."""
    return forms.DecimalField(
        label=label, required=False, max_digits=20, decimal_places=6, help_text=hint
    )


class IndicatorForm(RevisedForm):
    """What is measured, in which unit, from where to where."""

    title = forms.CharField(label=_("What is measured"), max_length=300)
    unit = forms.CharField(
        label=_("Unit"),
        max_length=40,
        help_text=_(
            "Such as percent, points or days. Percent goes from 0 to 100, a share from 0 to 1."
        ),
    )
    direction = forms.ChoiceField(
        label=_("Which way is better"), choices=Indicator.Direction.choices, initial="up",
        widget=forms.RadioSelect,
    )  # fmt: skip
    baseline = number(_("Baseline"), _("Where it stood at the beginning."))
    target = number(_("Target"))
    minimum_change = number(
        _("Smallest change that counts"),
        _("Unit, baseline and this are locked once there is an observation."),
    )

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, of: Indicator | None = None, **values: Any
    ) -> None:
        super().__init__(*args, **values)
        self.of = of
        ask_in_languages(self, ("title", "unit"), ecosystem, of)
        if of and of.item.framework.kind != INDICATORS:
            del self.fields["title"]  # it is that of a framework's item

    def said(self) -> dict[str, Any]:
        """What was entered, with what is told in further languages."""
        return take_told(dict(self.cleaned_data), self.of)


class ObservationForm(forms.Form):
    """One value, or the reason why it is missing."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none()
    )
    group = forms.ModelChoiceField(
        label=pgettext_lazy("population", "Group"), queryset=PopulationGroup.objects.none(), required=False,
        empty_label=_("everybody"),
    )  # fmt: skip
    starts = DayField(label=_("From"), widget=forms.DateInput(attrs=DAY))
    ends = DayField(label=_("To"), widget=forms.DateInput(attrs=DAY))
    value = number(_("Value"), _("0 is a value. Leave it empty if there is none."))
    missing = forms.CharField(
        label=_("Missing because"), required=False, max_length=60,
        help_text=_("Why there is no value, such as “not tested”."),
    )  # fmt: skip
    n = forms.IntegerField(
        label=_("Records"), required=False, min_value=0, max_value=2_000_000_000,
        help_text=_("How many learners or records the value is made from."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), required=False, max_length=300)

    def __init__(self, *args: Any, ecosystem: Ecosystem, **values: Any) -> None:
        super().__init__(*args, **values)
        here = Q(kept_by=ecosystem) | Q(memberships__ecosystem=ecosystem)
        places = Organisation.objects.filter(here).distinct().order_by("name", "pk")
        groups = PopulationGroup.objects.filter(ecosystem=ecosystem)
        self.fields["organisation"].queryset = places  # type: ignore[attr-defined]
        self.fields["group"].label_from_instance = lambda row: row.said("title")  # type: ignore[attr-defined]
        choose_by_name(self.fields["group"], groups)
