"""What is asked of those who arrange pairs, and of those who help."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.people.models import Person
from hedgerow.foundation.ui.days import DayField

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CheckForm(forms.Form):
    """A check that was seen."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who"), to_field_name="uuid")
    kind = forms.ChoiceField(label=_("Which check"))
    seen_on = DayField(label=_("Seen on"), widget=DATE)
    valid_until = DayField(label=_("Valid until"), widget=DATE, required=False)

    def __init__(
        self, *args: Any, people: QuerySet[Person], kinds: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["person"].queryset = people
        fields["kind"].choices = kinds


class TermsForm(forms.Form):
    """On which terms people are paired."""

    checks = forms.CharField(
        label=_("Checks that one who helps needs"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line, such as “Police check”."),
    )  # fmt: skip
    needs_language = forms.BooleanField(label=_("They must share a language"), required=False)
    farthest_km = forms.FloatField(
        label=_("Farthest distance in kilometres"), required=False, min_value=0, max_value=20_000,
        help_text=_("Empty: any. It does not count for those who meet online."),
    )  # fmt: skip
    km = forms.FloatField(label=_("Points for each kilometre"), min_value=0, max_value=1000)
    language = forms.FloatField(label=_("Points without a shared language"), min_value=0,
                                max_value=10_000)  # fmt: skip
    items = forms.FloatField(label=_("Points for wishes left open"), min_value=0, max_value=10_000)
    community = forms.FloatField(label=_("Points for another community"), min_value=0,
                                 max_value=10_000)  # fmt: skip
    load = forms.FloatField(label=_("Points for the last free place of somebody"), min_value=0,
                            max_value=10_000,
                            help_text=_("The more, the more evenly work is shared out."))  # fmt: skip
    waiting = forms.FloatField(label=_("Points for a learner who goes on waiting"), min_value=1,
                               max_value=10_000,
                               help_text=_("A pair that costs more is not proposed."))  # fmt: skip

    def checks_said(self, known: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Key and title of each line; a title that was there keeps its key."""
        keys = {title: key for key, title in known}
        lines = [line.strip()[:120] for line in str(self.cleaned_data["checks"]).splitlines()]
        return [(keys.get(line, ""), line) for line in dict.fromkeys(lines) if line]

    def weights(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "checks"}


class NoteForm(forms.Form):
    """What happened in a meeting, in a sentence or two."""

    text = forms.CharField(
        label=_("What happened, and what comes next"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    shared = forms.BooleanField(label=_("The learner and the family may read it"), required=False)


class BeginForm(forms.Form):
    """When a pair begins."""

    starts = DayField(label=_("First day"), widget=DATE)


class EndForm(forms.Form):
    """When and why a pair ends."""

    ends = DayField(label=_("Last day"), widget=DATE)
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)
