"""What is asked of a family or member who offers something, on one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.revised import RevisedForm

from .models import Opportunity
from .queries import kinds_of, reviewing_sites
from .when_forms import BeginForm


class ProposalForm(RevisedForm, BeginForm):
    """What, when and where, and who looks at it."""

    field_order = ("kind", "title", "summary", "organisation", "place", "starts")

    kind = forms.ModelChoiceField(Opportunity.objects.none(), label=_("What kind is it?"))
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("Such as: What a nurse does all day.")
    )
    summary = forms.CharField(
        label=_("What happens there?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("A few short sentences that a child can read."),
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Opportunity.objects.none(), label=_("For which school or organisation?"), required=False,
        help_text=_("Somebody there looks at it before anybody else sees it."),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Address, or how one finds it"), max_length=300,
        help_text=_("Such as: at our school, or the address of your workplace."),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=_("How many places are there?"), min_value=1, max_value=1_000_000, required=False,
        help_text=_("Empty if everybody can come."),
    )  # fmt: skip
    contact = forms.CharField(
        label=_("Whom one asks"), max_length=200, required=False,
        help_text=_("A name with an e-mail address or a telephone number, as it may be shown."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, actor: Actor, ecosystem: Ecosystem,
        of: Opportunity | None = None, stays: bool = False,
    ) -> None:  # fmt: skip
        names = self.base_fields if of is not None else ()
        super().__init__(data, initial={name: getattr(of, name) for name in names})
        fields: Any = self.fields
        kinds, sites = kinds_of(ecosystem, in_use=True), reviewing_sites(actor, ecosystem)
        if of is not None and stays:  # what it says already may stay
            kinds = kinds | kinds_of(ecosystem).filter(pk=of.kind_id)
            sites = sites | Organisation.objects.filter(pk=of.organisation_id or 0)
        fields["kind"].queryset = kinds
        fields["organisation"].queryset = sites
        fields["organisation"].empty_label = _("for everybody in %(name)s") % {
            "name": ecosystem.said("name")
        }
        if of is not None:
            fields["place"].required = not of.online_address

    def values(self) -> dict[str, Any]:
        """What was entered, as the action takes it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        kind, organisation = given.pop("kind"), given.pop("organisation")
        said = {"kind_id": kind.pk, "organisation_id": organisation.pk if organisation else None}
        return {**given, **said}


class DeclineForm(RevisedForm):
    """Why a proposal is not offered."""

    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever proposed it reads this."),
    )  # fmt: skip
