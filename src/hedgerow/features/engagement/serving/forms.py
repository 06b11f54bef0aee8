"""What the report is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Delivery, Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_forms import choose_by_name
from hedgerow.commons.membership.sites import sites_of
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.permissions import VIEW_LEARNERS
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.days import DayField

from .queries import BY

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ReportForm(forms.Form):
    """By what to count, and which marks."""

    by = forms.ChoiceField(label=_("Count by"), choices=list(BY.items()), required=False)
    first = DayField(label=_("From"), widget=DATE, required=False)
    last = DayField(label=_("Until"), widget=DATE, required=False)
    partner = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Who served"), required=False, to_field_name="uuid",
        empty_label=_("everybody"),
    )  # fmt: skip
    site = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("School of the learner"), required=False,
        to_field_name="uuid", empty_label=_("every school"),
    )  # fmt: skip
    kind = forms.ModelChoiceField(
        Kind.objects.none(), label=_("Kind of activity"), required=False, to_field_name="uuid",
        empty_label=_("every kind"),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, ecosystem: Ecosystem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        served = Delivery.objects.filter(activity__ecosystem=ecosystem).values("organisation")
        fields["partner"].queryset = Organisation.objects.filter(pk__in=served).order_by("name")
        choose_by_name(fields["kind"], Kind.objects.filter(ecosystem=ecosystem))
        sites = sites_of(actor, ecosystem)
        if not actor.holds(VIEW_LEARNERS, ecosystem.pk):
            sites = sites.filter(pk__in=actor.sites_with(VIEW_LEARNERS, ecosystem.pk))
        fields["site"].queryset = sites.order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day comes before the first."))
        return given

    def asked(self) -> dict[str, Any]:
        """What was entered, rows by their keys; what could not be read is left out."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: getattr(value, "pk", value) for name, value in given.items()}
