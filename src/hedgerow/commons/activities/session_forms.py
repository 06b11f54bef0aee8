"""Forms about sessions: planned, moved, cancelled, led by others, and rooms they are held in."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.person_field import PersonField
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.forms import say_when_needed
from hedgerow.foundation.ui.revised import RevisedForm

from . import recurring
from .forms import DATE, WEEKDAYS, leaders
from .models import Room
from .rule_of_days import LONGEST

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
REPEATS = (
    ("1", _("every week")),
    ("2", _("every second week")),
    ("3", _("every third week")),
    ("4", _("every fourth week")),
    ("month", _("every month, on the weekday of the first day")),
)
SCOPES = (
    ("one", _("only this session")),
    ("following", _("this one and those that follow")),
    ("all", _("all of the series still to come")),
)


class _RoomChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    whose = True
    """Whether each says whose it is; where all are of one organisation, a narrow list has no room for it."""

    def label_from_instance(self, row: Any) -> str:
        return f"{row.name} · {row.organisation.name}" if self.whose else str(row.name)


def room_field() -> _RoomChoice:
    return _RoomChoice(Room.objects.none(), label=_("Room"), required=False)


def _offer(form: forms.Form, rooms: QuerySet[Room]) -> None:
    """Offer the rooms; where there are none, the question is not asked."""
    choice: Any = form.fields["room"]
    choice.queryset = rooms
    choice.whose = len({one.organisation_id for one in rooms}) > 1
    if not rooms:
        choice.widget = forms.HiddenInput()


class SeriesForm(forms.Form):
    """Sessions that recur between two days; one day plans one session."""

    first = DayField(label=_("First day"), widget=DATE)
    last = DayField(label=_("Last day"), widget=DATE)
    repeats = forms.ChoiceField(
        label=_("How often"), choices=REPEATS, initial="1", widget=forms.RadioSelect
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days"), choices=WEEKDAYS, coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    begins = forms.TimeField(label=_("Begins"), widget=TIME)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, initial=60)
    room = room_field()

    def __init__(self, *args: Any, rooms: QuerySet[Room], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_when_needed(self.fields["weekdays"], _("one at least, unless it is every month"))
        _offer(self, rooms)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("repeats") != "month" and not given.get("weekdays"):
            self.add_error("weekdays", _("Choose at least one day of the week."))
        first, last = given.get("first"), given.get("last")
        if isinstance(first, date) and isinstance(last, date):
            if last < first:
                self.add_error("last", _("The last day comes before the first."))
            elif last - first > LONGEST:
                self.add_error("last", _("Plan two years at most."))
        return given

    def rule(self) -> str:
        """The rule of RFC 5545 that was chosen."""
        given = self.cleaned_data
        if given.get("repeats") == "month":
            return recurring.monthly_rule(given["first"], given["last"])
        return recurring.weekly_rule(given["weekdays"], given["last"], int(given["repeats"]))


class MoveForm(forms.Form):
    """When, how long and where a session takes place instead, and which others do so too."""

    day = DayField(label=_("Day"), widget=DATE)
    begins = forms.TimeField(label=_("Begins"), widget=TIME)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, required=False)
    room = room_field()
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days it recurs"), choices=WEEKDAYS, coerce=int, required=False,
        help_text=_("Other days hold from this session on, until the series ends."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    scope = forms.ChoiceField(
        label=_("What to change"), choices=SCOPES, initial="one", widget=forms.RadioSelect,
        help_text=_("Sessions that began, are cancelled or were changed by themselves stay."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        rooms: QuerySet[Room],
        recurs: bool,
        weekdays: Collection[int],
        **kwargs: Any,
    ) -> None:
        """``weekdays`` are those on which its series recurs by weeks, if it does."""
        super().__init__(*args, **kwargs)
        _offer(self, rooms)
        self.recurs_on = sorted(weekdays)
        self.initial.setdefault("weekdays", self.recurs_on)
        if not recurs:
            del self.fields["scope"]
        if not weekdays:
            del self.fields["weekdays"]

    def other_weekdays(self) -> list[int]:
        """The days of the week that it is to recur on instead; none where these stay."""
        given: list[int] = self.cleaned_data.get("weekdays") or []
        return [] if sorted(given) == self.recurs_on else given

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.other_weekdays() and given.get("scope", "one") == "one":
            text = _("Other days are for this session and those that follow: choose that here.")
            self.add_error("scope", text)
        return given


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is cancelled"), max_length=200,
        help_text=_("Members and those enrolled read this; the public does not."),
    )  # fmt: skip
    scope = forms.ChoiceField(
        label=_("What to cancel"), choices=SCOPES, initial="one", widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, recurs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not recurs:
            del self.fields["scope"]


class SubstituteForm(forms.Form):
    person = PersonField(
        label=_("Who leads this session"), required=False, empty_label=_("As usual")
    )

    def __init__(self, *args: Any, actor: Actor, ecosystem: Ecosystem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.offer(leaders(actor, ecosystem), ecosystem)


class RoomForm(RevisedForm):
    """A room: whose, what it is called, how many it holds."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Whose room it is"))
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As it is called there, such as “Library”.")
    )
    capacity = forms.IntegerField(
        label=_("How many learners it holds"), min_value=1, max_value=32_000, required=False,
        help_text=_("You are told where more have a place."),
    )  # fmt: skip
    note = forms.CharField(label=_("How one finds it"), max_length=200, required=False)
    in_use = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["organisation"]
        choice.queryset = organisations

    def said(self) -> dict[str, Any]:
        """The values as the actions take them."""
        given = self.cleaned_data
        names = ("name", "capacity", "note", "in_use")
        return {name: given[name] for name in names}
