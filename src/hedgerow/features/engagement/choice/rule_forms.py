"""The form of a rule of priority or a reserve."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.told_forms import ask_in_languages, take_told
from hedgerow.commons.membership.customs import in_language
from hedgerow.commons.membership.models import ConsentPurpose
from hedgerow.commons.people.models import Organisation, PopulationGroup
from hedgerow.foundation.permissions import Actor

from .forms import Prepared, listed, sites_of
from .models import Criterion, Offer, Round
from .permissions import USE_NEEDS


class CriterionForm(Prepared):
    """A rule of priority or, with seats, a reserve; which fields count depends on the kind."""

    title = forms.CharField(
        label=_("As learners read it"), max_length=120,
        help_text=_("Such as: brothers and sisters of learners who are there."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Who goes first"), choices=Criterion.Kind.choices, widget=forms.RadioSelect
    )
    offer = forms.ModelChoiceField(
        Offer.objects.none(), label=_("At which offer"), required=False,
        empty_label=_("at all of them"),
    )  # fmt: skip
    seats = forms.IntegerField(
        label=_("Seats reserved"), required=False, min_value=1, max_value=1_000_000,
        help_text=_("Empty for a rule of priority that counts for every seat."),
    )  # fmt: skip
    grades = forms.CharField(label=_("Grades"), required=False, max_length=100)
    schools = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Schools"), required=False,
        help_text=_("None named: the school where the offer takes place."),
    )  # fmt: skip
    kilometres = forms.FloatField(
        label=_("Kilometres"), required=False, min_value=0.1, max_value=1000,
        help_text=_("From the learner's school to where the offer takes place."),
    )  # fmt: skip
    group = forms.ModelChoiceField(
        PopulationGroup.objects.none(), label=_("Need that was declared"), required=False,
        to_field_name="uuid",
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label=_("Consent by which it counts"), required=False,
        help_text=_("A need counts of those alone who agreed to this."),
    )  # fmt: skip
    people = forms.CharField(
        label=_("Codes of the learners on the list"), required=False, max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, as from a spreadsheet."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, by: Actor, row: Round, criterion: Criterion | None = None,
        codes: Any = (),
    ) -> None:  # fmt: skip
        given: dict[str, Any] = {}
        if criterion is not None:
            plain = ("title", "kind", "offer", "seats", "kilometres", "purpose")
            given = {name: getattr(criterion, name) for name in plain}
            given["grades"] = ", ".join(criterion.grades)
            given["schools"] = list(criterion.schools.values_list("pk", flat=True))
            given["group"] = criterion.group.uuid if criterion.group else None
            given["people"] = "\n".join(codes)
        super().__init__(data, initial=given)
        self.criterion = criterion
        ask_in_languages(self, ("title",), row.ecosystem, criterion)
        fields: Any = self.fields
        fields["offer"].queryset = Offer.objects.filter(round=row).order_by("position", "pk")
        fields["schools"].queryset = sites_of(row.ecosystem)
        if not by.may(USE_NEEDS, row.ecosystem_id):
            fields["kind"].choices = [one for one in Criterion.Kind.choices if one[0] != "need"]
            del self.fields["group"], self.fields["purpose"]
            return
        groups = PopulationGroup.objects.filter(ecosystem=row.ecosystem_id)
        fields["group"].queryset = groups.order_by("dimension", "position")
        fields["group"].label_from_instance = lambda one: one.said("title")
        asked = ConsentPurpose.objects.filter(ecosystem=row.ecosystem_id, retired_at=None)
        languages = row.ecosystem.languages
        fields["purpose"].choices = [
            ("", "—"), *((one.key, in_language(one.titles, languages) or one.key) for one in asked),
        ]  # fmt: skip

    def values(self) -> dict[str, Any]:
        said = take_told(dict(self.cleaned_data), self.criterion)
        kind = said["kind"]
        offer, group = said.pop("offer"), said.pop("group", None)
        needs = kind == Criterion.Kind.NEED
        found = {
            "title": said["title"], "kind": kind, "offer_id": offer.pk if offer else None,
            "seats": said["seats"],
            "grades": listed(said["grades"]) if kind == Criterion.Kind.GRADE else [],
            "kilometres": said["kilometres"] if kind == Criterion.Kind.DISTANCE else None,
            "group_id": group.pk if group and needs else None,
            "purpose": said.get("purpose", "") if needs else "",
            "schools": [one.pk for one in said["schools"]] if kind == "school" else [],
        }  # fmt: skip
        if kind == Criterion.Kind.LISTED:
            found["people"] = listed(said["people"])
        return {**found, "told": said["told"]} if "told" in said else found
