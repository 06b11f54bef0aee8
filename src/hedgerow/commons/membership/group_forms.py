"""What is asked about a group and who is in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.kinds import kind_word
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.revised import RevisedForm

from .models import OrganisationMembership
from .permissions import EDIT_GROUPS
from .picker_field import people_field
from .picking import Picker

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOST = 1_000
KINDS = (
    ("class", _("class")), ("tutor_group", _("tutor group")), ("cohort", _("cohort")),
    ("working_group", _("working group")), ("club", _("club")),
)  # fmt: skip


class GroupForm(RevisedForm):
    """Name, kind, place and time of a group."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial="class")
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("School"), required=False
    )
    grade = forms.CharField(label=_("Grade"), max_length=10, required=False)
    school_year = forms.RegexField(
        r"^\d{4}-\d{2}$", label=_("School year"), required=False, help_text=_("Such as 2026-27.")
    )
    starts = DayField(label=_("First day"), widget=DATE)
    ends = DayField(label=_("Last day"), widget=DATE, required=False)

    def __init__(self, *args: Any, actor: Actor, ecosystem: Ecosystem, **given: Any) -> None:
        super().__init__(*args, **given)
        field: Any = self.fields["organisation"]
        members = OrganisationMembership.objects.filter(ecosystem=ecosystem, ends__isnull=True)
        own = Organisation.objects.filter(pk__in=members.values("organisation")).order_by("name")
        if not actor.may(EDIT_GROUPS, ecosystem.pk):
            own = own.filter(pk__in=actor.sites_with(EDIT_GROUPS, ecosystem.pk))
            field.required = True
        field.queryset = own
        kind = self.initial.get("kind")
        if kind and kind not in dict(KINDS):
            choices: Any = self.fields["kind"]
            choices.choices = [
                *KINDS,
                (kind, kind_word(ecosystem.vocabulary, kind, ecosystem.languages)),
            ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day cannot be before the first day."))
        return given

    def values(self) -> dict[str, Any]:
        """The values as the actions take them."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        school = given.pop("organisation")
        return {**given, "organisation_id": school.pk if school else None}


class PeopleForm(forms.Form):
    """Who comes into a group: chosen by name, or by codes, one a line."""

    people = people_field(label=_("People"), required=False)
    codes = forms.CharField(
        label=_("Codes, one a line"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Copied from a spreadsheet, for example."),
    )  # fmt: skip
    leads = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    starts = DayField(label=_("From"), widget=DATE)

    def __init__(
        self, *args: Any, actor: Actor, ecosystem: Ecosystem, page: Picker, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.here = people_of(actor, ecosystem)
        field: Any = self.fields["people"]
        field.queryset = self.here
        field.widget.page = page

    def clean_codes(self) -> list[int]:
        """Ids of the persons; every code that nobody has is named."""
        lines = [line.strip() for line in str(self.cleaned_data["codes"]).splitlines()]
        codes = list(dict.fromkeys(line for line in lines if line))
        if len(codes) > MOST:
            raise forms.ValidationError(_("At most %(most)s codes at once."), params={"most": MOST})
        found = dict(self.here.filter(code__in=codes).values_list("code", "pk"))
        unknown = [code[:60] for code in codes if code not in found]
        if unknown:
            raise forms.ValidationError(
                _("Nobody here has these codes: %(codes)s. Nothing was saved."),
                params={"codes": ", ".join(unknown)},
            )
        return [found[code] for code in codes]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("people") and not given.get("codes"):
            raise forms.ValidationError(_("Choose at least one person, or enter a code."))
        return given

    def ids(self) -> set[int]:
        """Whom it names."""
        return {*self.cleaned_data["codes"], *(one.pk for one in self.cleaned_data["people"])}


class EndForm(forms.Form):
    ends = DayField(label=_("Last day"), widget=DATE)
