"""Forms about activities."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_forms import ask_in_languages, choose_by_name, take_told
from hedgerow.commons.membership.models import Assignment, Group, OrganisationMembership
from hedgerow.commons.membership.person_field import PersonField
from hedgerow.commons.membership.picker_field import people_field
from hedgerow.commons.membership.picking import Picker
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.revised import RevisedForm

from .models import Activity, Attendance, Kind
from .queries import learners_of
from .seats import Hold

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
FEW = 40
"""So many choices stand side by side, each with its box; more are a list."""

WEEKDAYS = (
    (0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday")),
    (4, _("Friday")), (5, _("Saturday")), (6, _("Sunday")),
)  # fmt: skip


class KindForm(forms.Form):
    """A kind of activity, and what counts of it."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("Such as tutoring, club or internship.")
    )
    minimum_minutes = forms.IntegerField(
        label=_("Minutes a learner should reach"), min_value=1, max_value=100_000, required=False,
        help_text=_("The dosage below which it is not expected to help; empty if there is none."),
    )  # fmt: skip
    in_lessons = forms.BooleanField(label=_("Part of ordinary lessons"), required=False)
    needs_confirmation = forms.BooleanField(
        label=_("Confirmed by the other side"), required=False,
        help_text=_("What the partner marks the school confirms, and the other way round; until "
                    "then it is not counted."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, ecosystem: Ecosystem, kind: Kind | None = None) -> None:
        given = {} if kind is None else {name: getattr(kind, name) for name in self.base_fields}
        given |= {} if kind is None else {"name": kind.named}
        super().__init__(data, initial=given)
        self.kind = kind
        ask_in_languages(self, ("name",), ecosystem, kind)
        others = Kind.objects.filter(ecosystem=ecosystem)
        self.others = others if kind is None else others.exclude(pk=kind.pk)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        called = {word.casefold() for one in self.others for word in (one.name, one.named)}
        if name.casefold() in called:
            raise forms.ValidationError(_("There already is a kind of this name."))
        return name

    def row(self) -> dict[str, Any]:
        """The values as the action takes them."""
        return take_told(dict(self.cleaned_data), self.kind)


def leaders(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Whoever has a role here in which one may lead; a learner who is also a tutor leads too."""
    roles = Assignment.objects.filter(ecosystem=ecosystem, ends__isnull=True)
    leading = roles.exclude(role__in=("learner", "guardian"))
    seen = Person.objects.visible_to(actor).filter(pk__in=leading.values("person"))
    return seen.order_by("sort_name", "pk")


class ActivityForm(RevisedForm):
    """What is offered, where, when and by whom."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ModelChoiceField(Kind.objects.none(), label=_("Kind"))
    summary = forms.CharField(label=_("What happens there"), required=False, max_length=2000,
                              widget=forms.Textarea(attrs={"rows": 4}))  # fmt: skip
    site = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Where it takes place"), required=False
    )
    delivered_by = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Who delivers it"), required=False
    )
    leader = PersonField(
        label=_("Who leads it"), required=False, help_text=_("This person marks attendance.")
    )
    starts = DayField(label=_("First day"), widget=DATE)
    ends = DayField(label=_("Last day"), widget=DATE, required=False)
    minimum_minutes = forms.IntegerField(
        label=_("Minutes a learner should reach"), min_value=1, max_value=100_000, required=False
    )
    in_lessons = forms.BooleanField(label=_("Part of ordinary lessons"), required=False)
    public = forms.BooleanField(label=_("Shown to everybody"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=Activity.State.choices, initial="open")

    def __init__(
        self, *args: Any, actor: Actor, ecosystem: Ecosystem, of: Activity | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.of = of
        ask_in_languages(self, ("title", "summary"), ecosystem, of)
        members = OrganisationMembership.objects.filter(ecosystem=ecosystem, ends__isnull=True)
        own = Organisation.objects.filter(pk__in=members.values("organisation")).order_by("name")
        choose_by_name(self.fields["kind"], Kind.objects.filter(ecosystem=ecosystem))
        self.fields["site"].queryset = own  # type: ignore[attr-defined]
        deliverers: Any = self.fields["delivered_by"]
        if own.count() <= FEW:
            deliverers.widget = forms.CheckboxSelectMultiple()
        deliverers.queryset = own
        if not own:
            deliverers.help_text = _(
                "Nobody yet: first add the organisations that take part, under “Organisations”."
            )
        # what a network does not show of itself, its activities do not show unasked either
        self.fields["public"].initial = ecosystem.public
        leader: Any = self.fields["leader"]
        leader.offer(leaders(actor, ecosystem), ecosystem)

    def row(self) -> dict[str, Any]:
        """The values as the actions take them."""
        given = take_told(self.cleaned_data, self.of)
        plain = ("title", "summary", "starts", "ends", "in_lessons", "public", "state",
                 "minimum_minutes")  # fmt: skip
        return {
            **{name: given[name] for name in (*plain, "told") if name in given},
            "kind_id": given["kind"].pk,
            "site_id": given["site"].pk if given["site"] else None,
            "leader_id": given["leader"].pk if given["leader"] else None,
            "delivered_by": [one.pk for one in given["delivered_by"]],
        }


class StartForm(forms.Form):
    """From when on somebody takes part."""

    starts = DayField(
        label=_("First day"), widget=DATE,
        help_text=_("Sessions of this day and later ones have the learner on their registers."),
    )  # fmt: skip


class EnrolForm(forms.Form):
    """A group or single learners."""

    group = forms.ModelChoiceField(Group.objects.none(), label=_("A whole group"), required=False)
    learners = people_field(label=_("Single learners"), required=False)
    starts = DayField(label=_("From"), widget=DATE)
    takes_held = forms.BooleanField(label=_("Take seats that are held"), required=False)

    def __init__(
        self, *args: Any, actor: Actor, ecosystem: Ecosystem, page: Picker, hold: Hold | None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if hold is None or hold.until is None:
            fields.pop("takes_held")
        else:
            fields["takes_held"].help_text = _(
                "Free seats that “%(title)s” holds until %(day)s: %(n)s. Each that you take is one less that it gives."
            ) % {"title": hold.title, "n": hold.held, "day": date_format(hold.until)}
        groups = Group.objects.visible_to(actor).filter(ecosystem=ecosystem, ends__isnull=True)
        fields["group"].queryset = groups.order_by("name")
        fields["learners"].queryset = learners_of(actor, ecosystem)
        fields["learners"].widget.page = page

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("group") and not given.get("learners"):
            raise forms.ValidationError(_("Choose a group, or at least one learner."))
        return given


def marks_from(data: Any, persons: Collection[int]) -> list[dict[str, Any]]:
    """The marks that a register's form says; "all" marks whoever is not marked otherwise."""
    everybody = "present" if data.get("all") else ""
    rows = []
    for pk in persons:
        status = data.get(f"mark-{pk}") or everybody
        minutes = data.get(f"minutes-{pk}", "")
        if status in Attendance.Status.values:
            row: dict[str, Any] = {"person_id": pk, "status": status}
            if status == "late" and minutes.isdecimal():
                row["late_by"] = int(minutes[:4])
            rows.append(row)
    return rows
