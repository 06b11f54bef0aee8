"""What is asked of those who arrange pairs, and of those who help."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.person_field import PersonField
from hedgerow.commons.people.models import Person
from hedgerow.foundation.ui.days import DayField

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CheckForm(forms.Form):
    """A check that was seen."""

    person = PersonField(label=_("Who"), to_field_name="uuid")
    kind = forms.ChoiceField(label=_("Which check"))
    seen_on = DayField(label=_("Seen on"), widget=DATE)
    valid_until = DayField(label=_("Valid until"), widget=DATE, required=False)

    def __init__(
        self, *args: Any, place: Ecosystem, people: QuerySet[Person],
        kinds: list[tuple[str, str]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["person"].offer(people, place)
        fields["kind"].choices = kinds


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
