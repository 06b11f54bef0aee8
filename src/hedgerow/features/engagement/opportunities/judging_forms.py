"""What is asked about a challenge: judges and rubric, an entry, and its points."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.forms import leaders
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from . import rules
from .models import Judge, Opportunity, SignUp
from .queries import RubricLine, rubric_of


class ChallengeForm(forms.Form):
    """Who judges, and by what."""

    judges = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("Who judges?"), required=False
    )
    rubric = forms.CharField(
        label=_("Rubric"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One line each, with the most points it gives, such as “Idea: 10”."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, actor: Actor, of: Opportunity) -> None:
        lines = rubric_of(of).values_list("title", "points")
        there = Judge.objects.filter(opportunity=of).values_list("person", flat=True)
        text = "\n".join(f"{title}: {points}" for title, points in lines)
        super().__init__(data, initial={"rubric": text, "judges": list(there)})
        fields: Any = self.fields
        fields["judges"].queryset = leaders(actor, of.ecosystem)

    def clean_rubric(self) -> list[tuple[str, int]]:
        found = rules.rubric_of(str(self.cleaned_data["rubric"]))
        if found is None:
            text = _("Each line ends with a colon and points from 1 to 100, such as “Idea: 10”.")
            raise forms.ValidationError(text)
        return found


class EntryForm(forms.Form):
    """What was made, and by whom of those one may hand in for."""

    title = forms.CharField(label=_("What is it called?"), max_length=200)
    summary = forms.CharField(
        label=_("What did you make?"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    makers = forms.MultipleChoiceField(label=_("Who made it?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, makers: Sequence[SignUp]) -> None:
        only = [str(makers[0].uuid)] if len(makers) == 1 else []
        super().__init__(data, initial={"makers": only})
        fields: Any = self.fields
        fields["makers"].choices = [(str(one.uuid), one.person.name) for one in makers]


class ScoreForm(forms.Form):
    """Points for every line of the rubric."""

    def __init__(self, data: Any = None, *, lines: Sequence[RubricLine]) -> None:
        super().__init__(data)
        self.lines = lines
        for line in lines:
            self.fields[f"line-{line.pk}"] = forms.IntegerField(
                label=line.title, min_value=0, max_value=line.points, initial=line.given,
                help_text=_("0 to %(most)s points") % {"most": line.points},
            )  # fmt: skip

    def points(self) -> dict[int, int]:
        """Points by the ids of the lines."""
        return {line.pk: self.cleaned_data[f"line-{line.pk}"] for line in self.lines}
