"""What is asked about a kind of opportunity."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_forms import ask_in_languages, choose_by_name, take_told

from .models import OpportunityKind
from .models.kinds import Audience

BEGUN: Final = {"audience": "learners", "guardian_agrees": True, "in_sessions": True}


class OpportunityKindForm(forms.Form):
    """What one of this kind is like, unless it says otherwise."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("Such as club, event or internship.")
    )
    audience = forms.ChoiceField(
        label=_("Who may join?"), choices=Audience.choices, widget=forms.RadioSelect
    )
    one_press = forms.BooleanField(
        label=_("One press signs up"), required=False,
        help_text=_("For what needs no second thought, such as an event."),
    )  # fmt: skip
    guardian_agrees = forms.BooleanField(
        label=_("A guardian has to agree for those who do not yet decide themselves"),
        required=False,
    )
    judged = forms.BooleanField(label=_("Judges score the entries"), required=False)
    in_sessions = forms.BooleanField(
        label=_("People meet at set times"), required=False,
        help_text=_("Then who offers one is asked to plan its sessions. An internship or a place that is always open has none."),
    )  # fmt: skip
    minimum_minutes = forms.IntegerField(
        label=_("Minutes somebody should reach"), min_value=1, max_value=100_000, required=False
    )
    activity_kind = forms.ModelChoiceField(
        Kind.objects.none(), label=_("Counted as which kind of activity?"), required=False,
        empty_label=_("one of its own"),
    )  # fmt: skip
    in_use = forms.BooleanField(label=_("Offered to choose from"), required=False, initial=True)

    def __init__(
        self, data: Any = None, *, ecosystem: Ecosystem, kind: OpportunityKind | None = None
    ) -> None:
        given = {} if kind is None else {name: getattr(kind, name) for name in self.base_fields}
        given |= {} if kind is None else {"name": kind.named}
        super().__init__(data, initial=given or BEGUN)
        self.kind = kind
        ask_in_languages(self, ("name",), ecosystem, kind)
        fields: Any = self.fields
        choose_by_name(fields["activity_kind"], Kind.objects.filter(ecosystem=ecosystem))
        others = OpportunityKind.objects.filter(ecosystem=ecosystem)
        self.others = others if kind is None else others.exclude(pk=kind.pk)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        called = {word.casefold() for one in self.others for word in (one.name, one.named)}
        if name.casefold() in called:
            raise forms.ValidationError(_("There already is a kind of this name."))
        return name

    def row(self) -> dict[str, Any]:
        """The values as the action takes them."""
        given = take_told(dict(self.cleaned_data), self.kind)
        kind = given.pop("activity_kind")
        return {**given, "activity_kind_id": kind.pk if kind else None}
