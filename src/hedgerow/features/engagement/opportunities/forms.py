"""What is asked about an opportunity, a step at a time."""

from collections.abc import Mapping
from typing import Any, Final

from babel import UnknownLocaleError
from babel.numbers import get_territory_currencies
from django import forms
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_forms import ask_in_languages, take_told
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.forms import say_when_needed

from . import wording
from .models import Opportunity
from .models.kinds import Audience
from .permissions import OFFER
from .queries import kinds_of, offering_sites
from .step_forms import StepForm
from .when_forms import WhenForm

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
TONGUES: Final = ("en", "es", "ar", "it", "de", "ko", "he", "sw", "fr", "pt", "zh", "uk")
FEW: Final = 12
"""So many items stand side by side with a box each; more are a list."""


class WhatForm(StepForm):
    """What it is, and who offers it."""

    linked = ("kind", "organisation")
    kind = forms.ModelChoiceField(Opportunity.objects.none(), label=_("What kind is it?"))
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("What happens there?"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("A few short sentences that a child can read."),
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Opportunity.objects.none(), label=_("Who offers it?"), required=False
    )
    sponsored = forms.BooleanField(
        label=_("Somebody pays for it to be shown"), required=False,
        help_text=_("Then it is labelled as sponsored wherever it is shown."),
    )  # fmt: skip

    def prepare(self, actor: Actor, ecosystem: Ecosystem) -> None:
        fields: Any = self.fields
        say_when_needed(fields["summary"], _("needed before it opens"))
        fields["kind"].queryset = kinds_of(ecosystem, in_use=True)
        fields["organisation"].queryset = offering_sites(actor, ecosystem)
        if actor.may(OFFER, ecosystem.pk):
            fields["organisation"].empty_label = ecosystem.said("name")
        else:
            fields["organisation"].required = True
            fields["organisation"].empty_label = None
        ask_in_languages(self, ("title", "summary"), ecosystem, self.of)

    def values(self) -> dict[str, Any]:
        return take_told(super().values(), self.of)


class WhoForm(StepForm):
    """Who may see it, and for whom it is."""

    sight = forms.ChoiceField(
        label=_("Who may see it?"), choices=Opportunity.Sight.choices, widget=forms.RadioSelect
    )
    audience = forms.ChoiceField(
        label=_("Who may join?"), choices=Audience.choices, widget=forms.RadioSelect
    )
    age_from = forms.IntegerField(
        label=_("From which age?"), min_value=0, max_value=120, required=False
    )
    age_to = forms.IntegerField(
        label=_("Up to which age?"), min_value=0, max_value=120, required=False
    )
    grades = forms.CharField(
        label=_("Grades"), max_length=200, required=False,
        help_text=_("With commas between, such as 6, 7, 8; empty for any."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    access = forms.MultipleChoiceField(
        label=_("What helps people to take part?"), required=False,
        choices=tuple(wording.ACCESS.items()), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    access_note = forms.CharField(
        label=_("What else should be known before coming?"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def prepare(self, actor: Actor, ecosystem: Ecosystem) -> None:
        fields: Any = self.fields
        codes = dict.fromkeys(
            [*ecosystem.languages, *TONGUES, *(self.initial.get("languages") or ())]
        )
        fields["languages"].choices = [(code, wording.language(code)) for code in codes]
        self.initial["grades"] = ", ".join(self.initial.get("grades") or ())

    def clean_grades(self) -> list[str]:
        parts = (part.strip() for part in self.cleaned_data["grades"].replace("،", ",").split(","))
        return list(dict.fromkeys(part for part in parts if part))


class PlacesForm(StepForm):
    """How one gets a place."""

    takes_signups = forms.BooleanField(
        label=_("People sign up here"), required=False,
        help_text=_("If not, say at the next step how one gets in touch."),
    )  # fmt: skip
    by_invitation = forms.BooleanField(
        label=_("Places are given by invitation"), required=False,
        help_text=_("Nobody signs up: you give the places, such as to those who excel."),
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=_("How many places are there?"), min_value=1, max_value=1_000_000, required=False,
        help_text=_("Empty if everybody can come. Who signs up beyond it comes to the waiting list."),
    )  # fmt: skip
    signup_opens = forms.DateTimeField(
        label=_("Sign-up opens"), widget=MOMENT, required=False,
        help_text=_("Empty: as soon as it is open."),
    )  # fmt: skip
    signup_closes = forms.DateTimeField(
        label=_("Sign-up closes"), widget=MOMENT, required=False,
        help_text=_("Empty: when it is over."),
    )  # fmt: skip
    offer_hours = forms.IntegerField(
        label=_("How many hours is a place kept for who is asked?"), min_value=1, max_value=720,
        initial=48,
        help_text=_("Who waits is offered a place that becomes free. Then the next is asked."),
    )  # fmt: skip
    guardian_agrees = forms.BooleanField(
        label=_("A guardian has to agree for those who do not yet decide themselves"),
        required=False,
    )
    consent = forms.ChoiceField(
        label=_("What has to be agreed to first"), required=False,
        help_text=_("One of the consents that this ecosystem asks for."),
    )  # fmt: skip
    minimum_minutes = forms.IntegerField(
        label=_("Minutes somebody should reach"), min_value=1, max_value=100_000, required=False
    )
    items = forms.ModelMultipleChoiceField(
        Item.objects.none(), label=_("What it works towards"), required=False
    )

    def prepare(self, actor: Actor, ecosystem: Ecosystem) -> None:
        fields: Any = self.fields
        asked = ConsentPurpose.objects.filter(ecosystem=ecosystem, retired_at=None).order_by("key")
        titles = [(one.key, next(iter(one.titles.values()), one.key)) for one in asked]
        fields["consent"].choices = [("", _("nothing")), *titles]
        here = Item.objects.filter(framework__ecosystem=ecosystem)
        chosen = self.of.items.values("pk") if self.of is not None else ()
        items = here.filter(~Q(title="") | Q(pk__in=chosen))
        fields["items"].queryset = items.order_by("framework", "pk")
        if nameless := here.filter(title="").count():
            said = ngettext(
                "%(n)s more has no title yet: it can be chosen here once it has one.",
                "%(n)s more have no title yet: they can be chosen here once they have one.",
                nameless,
            )
            fields["items"].help_text = said % {"n": nameless}
        if items.count() <= FEW:
            fields["items"].widget = forms.CheckboxSelectMultiple()
            fields["items"].widget.choices = fields["items"].choices
        if "items" in self.initial:
            self.initial["items"] = list(self.initial["items"].all())

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {**given, "items": [item.pk for item in given["items"]]}


class CostForm(StepForm):
    """What it costs, and how one gets in touch."""

    cost_amount = forms.DecimalField(
        label=_("What it costs"), min_value=0, max_digits=10, decimal_places=2, initial=0,
        help_text=_("0 if it is free."),
    )  # fmt: skip
    cost_currency = forms.RegexField(
        r"^[A-Za-z]{3}$", label=_("Currency"), required=False, strip=True,
        help_text=_("Its three letters, such as USD or KRW."),
    )  # fmt: skip
    cost_note = forms.CharField(
        label=_("Who pays less, and what else is needed"), max_length=300, required=False
    )
    contact = forms.CharField(
        label=_("Whom one asks"), max_length=200, required=False,
        help_text=_("A name with an e-mail address or a telephone number, as it may be shown."),
    )  # fmt: skip
    website = forms.URLField(
        label=_("Website"), max_length=500, required=False, assume_scheme="https"
    )

    def prepare(self, actor: Actor, ecosystem: Ecosystem) -> None:
        if not self.initial.get("cost_currency") and not self.initial.get("cost_amount"):
            self.initial["cost_currency"] = currency_of(ecosystem.country)

    def clean_cost_currency(self) -> str:
        return str(self.cleaned_data["cost_currency"]).upper()


def currency_of(country: str) -> str:
    """The currency that is paid with in a country; nothing where none is known."""
    try:
        found = get_territory_currencies(country, tender=True) if country else []
    except (UnknownLocaleError, KeyError):
        return ""
    return str(found[0]) if found else ""


STEPS: Final[Mapping[str, tuple[str | Promise, type[StepForm]]]] = {
    "what": (_("What it is"), WhatForm),
    "when": (_("When and where"), WhenForm),
    "who": (_("For whom"), WhoForm),
    "places": (_("Places"), PlacesForm),
    "cost": (_("Cost and contact"), CostForm),
}
"""The steps in order: address, title and form."""


def after(step: str) -> str:
    """The step that follows; empty after the last."""
    names = list(STEPS)
    return "".join(names[names.index(step) + 1 : names.index(step) + 2])
