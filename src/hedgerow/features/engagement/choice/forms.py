"""Forms of who runs rounds of choice."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_forms import ask_in_languages, take_told
from hedgerow.commons.membership.models import Group, OrganisationMembership
from hedgerow.commons.people.models import Organisation
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.revised import RevisedForm

from .models import Offer, Round
from .queries import Claim, claims, offered_here, to_take

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def sites_of(ecosystem: Ecosystem) -> QuerySet[Organisation]:
    members = OrganisationMembership.objects.filter(ecosystem=ecosystem, ends__isnull=True)
    return Organisation.objects.filter(pk__in=members.values("organisation")).order_by("name")


def listed(text: str) -> list[str]:
    """The entries of a text, parted by commas, semicolons or lines."""
    return [one.strip() for one in re.split(r"[,;\n]", text) if one.strip()]


class Prepared(forms.Form):
    """A form whose refusals of the action are told beside its fields."""

    def tell(self, fields: Any) -> None:
        """Show what an action found wrong, field by field."""
        for name, texts in fields.items():
            for text in texts:
                self.add_error(name if name in self.fields else None, text)


class RoundForm(RevisedForm, Prepared):
    """When, and for whom."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("What it is about"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Learners read this before they choose."),
    )  # fmt: skip
    opens_on = DayField(label=_("First day to choose"), widget=DATE)
    closes_on = DayField(
        label=_("Last day to choose"), widget=DATE, help_text=_("Until the end of this day.")
    )
    answer_by = DayField(
        label=_("Last day to answer"), widget=DATE, required=False,
        help_text=_("Until then a place can be given back, and the seat goes on to others."),
    )  # fmt: skip
    most_wishes = forms.IntegerField(
        label=_("Longest list"), min_value=1, max_value=100, initial=5,
        help_text=_("How many wishes a learner may put in order. The longer, the fairer."),
    )  # fmt: skip
    grades = forms.CharField(
        label=_("Grades that may choose"), required=False, max_length=100,
        help_text=_("Such as 8, or 7, 8. Empty: all."),
    )  # fmt: skip
    group = forms.ModelChoiceField(
        Group.objects.none(), label=_("Group that may choose"), required=False
    )
    site = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("School that may choose"), required=False
    )

    def __init__(self, data: Any = None, *, ecosystem: Ecosystem, row: Round | None = None) -> None:
        given: dict[str, Any] = {}
        if row is not None:
            given = {name: getattr(row, name) for name in self.base_fields}
            given["grades"] = ", ".join(row.grades)
        super().__init__(data, initial=given)
        groups: Any = self.fields["group"]
        groups.queryset = Group.objects.filter(ecosystem=ecosystem, ends=None).order_by("name")
        sites: Any = self.fields["site"]
        sites.queryset = sites_of(ecosystem)
        self.row = row
        ask_in_languages(self, ("title", "summary"), ecosystem, row)

    def values(self) -> dict[str, Any]:
        """The values as the action takes them."""
        said = take_told(dict(self.cleaned_data), self.row)
        group, site = said.pop("group"), said.pop("site")
        said.pop("revision")
        return {
            **said, "grades": listed(said["grades"]), "group_id": group.pk if group else None,
            "site_id": site.pk if site else None,
        }  # fmt: skip


class OfferForm(Prepared):
    """Something to choose: an opportunity, which says all of it, or what is said here."""

    opportunity = forms.ModelChoiceField(
        Opportunity.objects.none(), label=_("An opportunity here"), required=False,
        empty_label=_("none: I say it here"),
        help_text=_("Title, words, seats and place are then those of the opportunity."),
    )  # fmt: skip
    title = forms.CharField(label=_("What can be chosen"), max_length=200, required=False)
    summary = forms.CharField(
        label=_("In a few words"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    seats = forms.IntegerField(label=_("Seats"), min_value=0, max_value=1_000_000, required=False)
    site = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Where it takes place"), required=False
    )
    activity = forms.ModelChoiceField(
        Activity.objects.none(), label=_("Activity"), required=False,
        help_text=_("Learners placed here can be enrolled in it in one act."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, by: Actor, row: Round, offer: Offer | None = None):
        names = ("title", "summary", "seats", "site", "activity", "opportunity")
        given = {name: getattr(offer, name) for name in names} if offer else {}
        super().__init__(data, initial=given)
        sites: Any = self.fields["site"]
        sites.queryset = sites_of(row.ecosystem)
        activities: Any = self.fields["activity"]
        own = Activity.objects.visible_to(by).filter(ecosystem=row.ecosystem_id, state="open")
        activities.queryset = own.order_by("title")
        opportunities: Any = self.fields["opportunity"]
        opportunities.queryset = offered_here(by, row)
        self.offer = offer
        ask_in_languages(self, ("title", "summary"), row.ecosystem, offer)

    def values(self) -> dict[str, Any]:
        said = take_told(dict(self.cleaned_data), self.offer)
        for name in ("site", "activity", "opportunity"):
            one = said.pop(name)
            said[f"{name}_id"] = one.pk if one else None
        return said


class _Named(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # no generic at run time
    claimed: Sequence[Claim] = ()

    def label_from_instance(self, obj: Any) -> str:
        others = [one for one in self.claimed if one.opportunity == obj.pk]
        left = max(0, obj.places_left - sum(one.seats for one in others if not one.is_later))
        seats = ngettext("%(n)s seat", "%(n)s seats", left) % {"n": left}
        where = obj.organisation.name if obj.organisation else ""
        said = [_("“%(title)s” has %(n)s") % {"title": one.title, "n": one.seats} for one in others]
        return " · ".join(one for one in (obj.said("title"), seats, where, *said) if one)


class TakeForm(Prepared):
    """Which opportunities learners can choose from."""

    opportunities = _Named(
        Opportunity.objects.none(), label=_("What is offered here"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Opportunities with a bound of places that are not in this round yet. Seats that another round has are not given again."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, by: Actor, row: Round) -> None:
        super().__init__(data)
        field, rows = self.fields["opportunities"], to_take(by, row)
        field.queryset = rows  # type: ignore[attr-defined]
        field.claimed = claims(row, [one.pk for one in rows])  # type: ignore[attr-defined]

    def uuids(self) -> list[UUID]:
        """Those that were ticked, in the order of the list."""
        return [one.uuid for one in self.cleaned_data["opportunities"]]


class TieForm(Prepared):
    """In which activity those are enrolled who were placed; no opportunity's."""

    activity = forms.ModelChoiceField(
        Activity.objects.none(), label=_("Activity"),
        help_text=_("Is it not in the list? Offer the activity first, then name it here."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, by: Actor, row: Round) -> None:
        super().__init__(data)
        own = Activity.objects.visible_to(by).filter(ecosystem=row.ecosystem_id, state="open")
        ran_by = Opportunity.objects.filter(activity__isnull=False).values("activity")
        activities: Any = self.fields["activity"]
        activities.queryset = own.exclude(pk__in=ran_by).order_by("title")


class ReasonForm(Prepared):
    """Why a round is run again."""

    reason = forms.CharField(
        label=_("What has changed"), max_length=1000, required=False,
        help_text=_("Needed when the round was run before. It is kept in the journal."),
    )  # fmt: skip


class ReopenForm(Prepared):
    """Until when learners may choose after all."""

    closes_on = DayField(label=_("New last day to choose"), widget=DATE)
