"""What is asked about an agreement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_forms import ask_in_languages, choose_by_name, take_told
from hedgerow.commons.membership.customs import in_language
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.groups import Grouped
from hedgerow.foundation.ui.revised import RevisedForm

from .models import Agreement, DataKind

DAY = {"type": "date"}


def day_field(label: Any, **given: Any) -> DayField:
    return DayField(label=label, widget=forms.DateInput(attrs=DAY), **given)


class ConsentsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return in_language(obj.titles, obj.ecosystem.languages) or obj.key


class AgreementForm(RevisedForm, Grouped):
    """What is delivered, where, from when to when, and which data may be shared for it."""

    GROUPS = (
        (_("What it is"), ("title", "scope", "kinds")),
        (_("Where and when"), ("sites", "starts", "ends")),
        (_("Which data are shared"), ("shares", "shared_for", "consents")),
    )
    title = forms.CharField(label=_("What it is called"), max_length=200)
    scope = forms.CharField(
        label=_("What is delivered"),
        help_text=_("In words that a parent understands."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    kinds = forms.ModelMultipleChoiceField(
        Kind.objects.none(), label=_("Kinds of activity"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    sites = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Sites"), required=False,
        help_text=_("Where it is delivered. None ticked: everywhere."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    starts = day_field(_("From"))
    ends = day_field(_("Until"), required=False, help_text=_("The last day in it."))
    shares = forms.MultipleChoiceField(
        label=_("Data that may be shared"), choices=DataKind.choices, required=False,
        help_text=_(
            "With names, the partner's people see who has a place in what it delivers, for as long "
            "as the agreement runs."
        ),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    shared_for = forms.CharField(
        label=_("What the data are for"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    consents = ConsentsField(
        ConsentPurpose.objects.none(), label=_("Consents that this needs"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, sites: Any, begun: Agreement | None = None, **given: Any
    ) -> None:  # fmt: skip
        """``begun`` tells in further languages what ``initial`` says."""
        super().__init__(*args, **given)
        of = {"ecosystem": ecosystem}
        choose_by_name(self.fields["kinds"], Kind.objects.filter(**of))
        self.fields["sites"].queryset = sites  # type: ignore[attr-defined]
        asked = ConsentPurpose.objects.filter(retired_at=None, **of).select_related("ecosystem")
        self.fields["consents"].queryset = asked.order_by("key")  # type: ignore[attr-defined]
        for name in ("kinds", "sites", "consents"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]
        self.begun = begun
        ask_in_languages(self, tuple(Agreement.tellable), ecosystem, begun)

    def said(self) -> dict[str, Any]:
        """What was entered, with what is told in further languages."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return take_told(given, self.begun)


class AnswerForm(forms.Form):
    """Agreeing, or declining with a reason."""

    answered_as = forms.CharField(
        label=_("In what capacity"), max_length=120, required=False,
        help_text=_("Such as: director, head of the branch."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why, if you decline"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class EndForm(forms.Form):
    """Ending an agreement early."""

    ends = day_field(_("Last day"))
    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
