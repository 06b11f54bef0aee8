"""What is asked about a placement, from the request to the evaluation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_forms import choose_by_name
from hedgerow.commons.membership.person_field import PersonField
from hedgerow.commons.membership.seeking import Listed
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.forms import say_when_needed
from hedgerow.foundation.ui.revised import RevisedForm

from .models import PlacementKind


def _day(label: Any, **given: Any) -> DayField:
    return DayField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **given)


def sentences(label: Any, most: int, *, rows: int = 2, **given: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=box, **given)


class RequestForm(forms.Form):
    """For whom, which kind, and what the learner hopes for."""

    learner = PersonField(label=_("For whom"))
    kind = forms.ModelChoiceField(PlacementKind.objects.none(), label=_("What"))
    host = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Host"), required=False,
        help_text=_("Leave it empty if one has to be found."),
    )  # fmt: skip
    wish = sentences(_("What you hope to see or do"), 2000, rows=4, required=False)
    starts = _day(_("From"), required=False)
    ends = _day(_("Until"), required=False)

    def __init__(
        self,
        *args: Any,
        ecosystem: Ecosystem,
        learners: Any,
        named: Listed,
        hosts: Any,
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        kinds = PlacementKind.objects.filter(ecosystem=ecosystem, in_use=True)
        choose_by_name(self.fields["kind"], kinds)
        fields: Any = self.fields
        fields["host"].queryset = hosts
        fields["learner"].offer(learners, ecosystem, named)

    def named(self, learner: Person) -> str:
        """What tells a learner from others of that name."""
        field: Any = self.fields["learner"]
        return str(field.label_from_instance(learner))


class ArrangeForm(RevisedForm):
    """Host, who supervises there, and the days; ``beside`` stands beside the button.

    ``alone`` names a host of which nobody is here yet; ``invite`` is where they are invited.
    """

    beside = alone = invite = ""
    host = forms.ModelChoiceField(Organisation.objects.none(), label=_("Host"))
    supervisor = PersonField(
        label=_("Who supervises there"), required=False,
        help_text=_("Somebody with a role at the host, or of the staff of the learner’s school."),
    )  # fmt: skip
    starts = _day(_("From"))
    ends = _day(_("Until"), help_text=_("The last day in it."))

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, hosts: Any, people: Any, named: Listed,
        **given: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **given)
        fields: Any = self.fields
        fields["host"].queryset = hosts
        fields["supervisor"].offer(people, ecosystem, named)


class ReasonForm(forms.Form):
    """Why something is closed, waived, opened again or disputed."""

    reason = sentences(_("Why"), 300)


class StepForm(forms.Form):
    """What was handed in, and until when it is valid."""

    beside = fill = ""
    note = sentences(_("What was handed in or agreed"), 500, required=False)

    def __init__(self, *args: Any, has_validity: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        if has_validity:
            self.fields["valid_until"] = _day(_("Valid until"))


class HoursForm(RevisedForm):
    """What was done on a day: minutes, or from when to when."""

    day = _day(_("Day"))
    begins = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    ends = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    minutes = forms.IntegerField(
        label=_("or minutes"), required=False, min_value=1, max_value=720,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    done = sentences(_("What was done"), 500)


class CorrectForm(forms.Form):
    """Other minutes for hours that were confirmed, and why."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=720)
    reason = sentences(_("Why"), 300)


class EndForm(forms.Form):
    """The last day; a reason if it is earlier than was planned."""

    ended_on = _day(_("Last day"))
    reason = sentences(_("Why, if it ends early"), 500, required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        say_when_needed(self.fields["reason"], _("needed if it ends early"))


class EvaluationForm(forms.Form):
    """A level for each thing that is asked, and a comment."""

    comment = sentences(_("Anything else"), 2000, rows=4, required=False)

    def __init__(self, *args: Any, kind: PlacementKind, side: str, **given: Any) -> None:
        super().__init__(*args, **given)
        comment = self.fields.pop("comment")
        for key, title in kind.asked_of(side):
            self.fields[key] = forms.TypedChoiceField(
                label=title, coerce=int, widget=forms.RadioSelect,
                choices=kind.levels_of(side),
            )  # fmt: skip
        self.fields["comment"] = comment

    def ratings(self) -> dict[str, int]:
        return {key: value for key, value in self.cleaned_data.items() if key != "comment"}
