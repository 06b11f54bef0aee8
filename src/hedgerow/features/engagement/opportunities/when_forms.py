"""When and where an opportunity takes place, and who leads it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.forms import leaders
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.person_field import PersonField
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.days import DayField

from .models import Opportunity
from .permissions import OFFER
from .step_forms import StepForm

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class BeginForm(forms.Form):
    """On which day it begins, and when on that day."""

    starts = DayField(
        label=_("First day"), widget=DATE, required=False,
        help_text=_("Empty if people can come at any time."),
    )  # fmt: skip
    begins = forms.TimeField(label=_("It begins at"), widget=TIME, required=False)
    minutes = forms.IntegerField(
        label=_("How many minutes it takes"), min_value=1, max_value=1440, required=False
    )


class WhenForm(BeginForm, StepForm):
    """When and where."""

    linked = ("site", "leader")
    ends = DayField(
        label=_("Last day"), widget=DATE, required=False,
        help_text=_("Empty if it takes place on one day only."),
    )  # fmt: skip
    site = forms.ModelChoiceField(
        Opportunity.objects.none(), label=_("At which organisation?"), required=False,
        empty_label=_("somewhere else, or online"),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Address, or how one finds it"), max_length=300, required=False,
        help_text=_("Needed before it can be opened, unless it is at an organisation or online."),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )  # fmt: skip
    latitude = forms.FloatField(
        label=_("Latitude"), min_value=-90, max_value=90, required=False,
        help_text=_("In degrees, north is positive: then it is found near a place."),
    )  # fmt: skip
    longitude = forms.FloatField(
        label=_("Longitude"), min_value=-180, max_value=180, required=False,
        help_text=_("In degrees, east is positive."),
    )  # fmt: skip
    leader = PersonField(
        label=_("Who leads it"), required=False,
        help_text=_("This person plans the sessions and marks attendance."),
    )  # fmt: skip
    online_address = forms.URLField(
        label=_("Where one joins online"), max_length=500, required=False, assume_scheme="https",
        help_text=_("Shown to those who have a place."),
    )  # fmt: skip

    def prepare(self, actor: Actor, ecosystem: Ecosystem) -> None:
        fields: Any = self.fields
        fields["site"].queryset = organisations_of(actor, ecosystem).order_by("name", "pk")
        fields["leader"].offer(leaders(actor, ecosystem), ecosystem)
        if self.of is not None and self.leads_it_oneself(actor, self.of):
            self.initial["leader"] = actor.person_id

    def leads_it_oneself(self, actor: Actor, row: Opportunity) -> bool:
        """Whether the one who offers is proposed to lead: for their organisation, until it is said."""
        said = row.leader_id or row.starts or row.site_id or row.place or row.online_address
        of_a_site = not actor.may(OFFER, row.ecosystem_id)
        return of_a_site and not said and row.entered_by_id == actor.person_id
