"""What is asked about a contact and an adviser."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.bodies.models import Body
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_forms import choose_by_name
from hedgerow.commons.membership.person_field import PersonField
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.ui.revised import RevisedForm

from .forms import day_field
from .models import OfferKind


class ContactForm(RevisedForm):
    """Whom to ask, and whether all who work together here may know."""

    name = forms.CharField(label=_("Name"), max_length=200)
    task = forms.CharField(
        label=_("What to ask them about"), max_length=120, required=False,
        help_text=_("Such as: visits, contracts, insurance."),
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    consented_on = day_field(
        _("Agreed to be shown on"), required=False,
        help_text=_("Leave it empty if you did not ask: then only you and the conveners see them."),
    )  # fmt: skip


class AdviserForm(RevisedForm):
    """Who advises, from when to when, and what may be asked of them."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False
    )
    person = PersonField(label=_("Person"), required=False)
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Advises"), required=False)
    field_of_work = forms.CharField(label=_("Field of work"), max_length=120, required=False)
    offers = forms.MultipleChoiceField(
        label=_("What schools may ask for"), choices=OfferKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    note = forms.CharField(
        label=_("How often, for whom, when"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    starts = day_field(_("From"))
    ends = day_field(_("Until"), required=False)

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, organisations: Any, people: Any, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        choose_by_name(self.fields["body"], Body.objects.filter(ecosystem=ecosystem))
        fields: Any = self.fields
        fields["organisation"].queryset = organisations
        fields["person"].offer(people, ecosystem)
