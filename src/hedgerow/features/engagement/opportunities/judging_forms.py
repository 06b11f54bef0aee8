"""What is asked about a challenge: judges and rubric, an entry, and its points."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.membership.picker_field import PickerWidget
from hedgerow.commons.membership.picking import Picker, uuids
from hedgerow.commons.people.models import Person

from . import rules
from .models import Judge, Opportunity, SignUp
from .queries import RubricLine, rubric_of


class JudgesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django's own takes none
    """By their keys as a list sends them, or by their public ids as a picker does."""

    def clean(self, value: Any) -> Any:
        given = [str(one) for one in value or ()]
        rows: Any = self.queryset
        known = rows.filter(uuid__in=uuids(given)).values_list("uuid", "pk")
        keys = {str(uuid): pk for uuid, pk in known}
        return super().clean([keys.get(one, one) for one in given])


class ChallengeForm(forms.Form):
    """Who judges, and by what."""

    judges = JudgesField(Person.objects.none(), label=_("Who judges?"), required=False)
    rubric = forms.CharField(
        label=_("Rubric"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One line each, with the most points it gives, such as “Idea: 10”."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, people: QuerySet[Person], page: Picker | None, of: Opportunity,
        entered: Mapping[str, str],
    ) -> None:  # fmt: skip
        """``page`` is of the people, where they are too many for a list."""
        lines = rubric_of(of).values_list("title", "points")
        there = Judge.objects.filter(opportunity=of).values_list("person", flat=True)
        text = "\n".join(f"{title}: {points}" for title, points in lines)
        super().__init__(data, initial={"rubric": text, "judges": list(there), **entered})
        fields: Any = self.fields
        if page is not None:
            fields["judges"].widget = PickerWidget()
            fields["judges"].widget.page = page
        fields["judges"].queryset = people

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
