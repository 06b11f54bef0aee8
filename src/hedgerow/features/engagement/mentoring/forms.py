"""What is asked of those who offer help, and of those who wish for it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.forms import WEEKDAYS
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.person_field import PersonField
from hedgerow.commons.people.likely import told_apart
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.groups import Grouped
from hedgerow.foundation.ui.revised import RevisedForm

from .models import Need, Offer
from .models.offers import Kind
from .models.sight import wards_in
from .offered import people_here, tongues, topics
from .permissions import ARRANGE

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MANY = 60


def _apart(
    ecosystem: Ecosystem, people: QuerySet[Person], few: Sequence[Person]
) -> list[tuple[str, str]]:
    """The few people there are as a list offers them, those of one name told apart."""
    said = told_apart(ecosystem, people)
    return [(str(one.uuid), said.get(one.uuid, one.name)) for one in few]


class HelpForm(Grouped):
    """What offers and wishes have in common."""

    GROUPS = (
        (_("Who, and with what"), ("person", "kind", "about", "items", "languages")),
        (_("Where and how"), ("site", "in_person", "online")),
        (_("When and how much"), ("weekdays", "minutes_a_week", "places", "starts", "ends")),
    )
    person = PersonField(label=_("Who"), to_field_name="uuid")
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=forms.RadioSelect,
                             initial=Kind.MENTORING)  # fmt: skip
    about = forms.CharField(
        label=_("In a few words"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    items = forms.ModelMultipleChoiceField(
        Item.objects.none(), label=_("With what"), required=False, to_field_name="uuid"
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), required=False, widget=forms.CheckboxSelectMultiple
    )
    site = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Where"), required=False, to_field_name="uuid",
        help_text=_("Distance is counted from here; nobody's home address is needed."),
    )  # fmt: skip
    in_person = forms.BooleanField(label=_("In person"), required=False, initial=True)
    online = forms.BooleanField(label=_("Online"), required=False)

    def __init__(
        self, *args: Any, actor: Actor, ecosystem: Ecosystem, of: Offer | Need | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        people = people_here(actor, ecosystem)
        if not actor.may_somewhere(ARRANGE, ecosystem.pk):
            people = people.filter(self.own(actor, ecosystem))
        if of is None:
            fields["person"].offer(people, ecosystem, lambda few: _apart(ecosystem, people, few))
        self._offer_items(topics(ecosystem, of))
        fields["languages"].choices = tongues(ecosystem, of.languages if of else [])
        members = OrganisationMembership.objects.filter(ecosystem=ecosystem, ends__isnull=True)
        own = Organisation.objects.filter(pk__in=members.values("organisation"))
        fields["site"].queryset = own.order_by("name", "pk")
        if of is not None:
            del fields["person"], fields["kind"]

    def _offer_items(self, items: QuerySet[Item]) -> None:
        """Under the title of what each is of, where there are several; nothing where none is taught."""
        field: Any = self.fields["items"]
        field.queryset = items
        named: dict[str, list[tuple[str, str]]] = {}
        for item in items:
            named.setdefault(str(item.framework), []).append((str(item.uuid), item.said("title")))
        if not named:
            del self.fields["items"]
            return
        listed: Any = [*named.items()] if len(named) > 1 else next(iter(named.values()))
        few = sum(len(some) for some in named.values()) <= MANY
        widget = forms.CheckboxSelectMultiple if few else forms.SelectMultiple
        field.widget = widget()
        field.choices = listed

    def own(self, actor: Actor, ecosystem: Ecosystem) -> Q:
        return Q(pk=actor.person_id or 0)

    def row(self) -> dict[str, Any]:
        """The values as the actions take them."""
        given = dict(self.cleaned_data)
        given.pop("revision", None)
        if "person" in given:
            given["person_id"] = given.pop("person").pk
        site = given.pop("site")
        return {
            **given,
            "site_id": site.pk if site else None,
            "items": [item.pk for item in given.get("items", ())],
        }


class OfferForm(RevisedForm, HelpForm):
    """Help that somebody offers."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days"), coerce=int, choices=WEEKDAYS, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    minutes_a_week = forms.IntegerField(
        label=_("Minutes a week"), required=False, min_value=5, max_value=6000
    )
    places = forms.IntegerField(
        label=_("Learners at most"), min_value=1, max_value=200, initial=1,
        help_text=_("Whoever helps is never paired with more than that."),
    )  # fmt: skip
    starts = DayField(label=_("From"), widget=DATE)
    ends = DayField(label=_("Until"), widget=DATE, required=False)


class NeedForm(HelpForm):
    """Help that a learner wishes for: oneself, one's children, or learners whom one arranges for."""

    def own(self, actor: Actor, ecosystem: Ecosystem) -> Q:
        wards = wards_in(actor, ecosystem).values("learner")
        return Q(pk=actor.person_id or 0) | Q(pk__in=wards)
