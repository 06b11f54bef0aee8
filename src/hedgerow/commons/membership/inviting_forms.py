"""What is asked of who invites, and of who accepts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.words import ROLES, word
from hedgerow.commons.people.models import Organisation, Person, PersonQuerySet
from hedgerow.foundation.permissions import Actor

from .actions import Offer
from .actions.wards import learners_of
from .models import OrganisationMembership
from .picker_field import people_field
from .picking import Picker
from .rules import addresses_in

SOMEBODY_ELSE = "new"


def roles_to_give(actor: Actor, ecosystem: Ecosystem) -> list[tuple[str, str]]:
    """The roles that grant no more than the actor holds, in the ecosystem's words."""
    held = actor.grants.get(ecosystem.pk, frozenset())
    return [
        (name, word(ecosystem.vocabulary, name))
        for name, role in settings.HEDGEROW_ROLES.items()
        if name in ROLES and (actor.steward or (role.grants | role.site_grants) <= held)
    ]


def member_organisations(ecosystem: Ecosystem) -> Any:
    """The ecosystem's member organisations, by name."""
    members = OrganisationMembership.objects.filter(ecosystem=ecosystem, ends__isnull=True)
    return Organisation.objects.filter(pk__in=members.values("organisation")).order_by("name")


def wards_for(actor: Actor, ecosystem: Ecosystem) -> PersonQuerySet:
    """The learners whose guardians the actor may ask in."""
    return learners_of(ecosystem).visible_to(actor)


class InviteForm(forms.Form):
    """Whom, to which role, in which language, with which personal line."""

    addresses = forms.CharField(
        label=_("E-mail addresses, one a line"),
        max_length=30_000,
        widget=forms.Textarea(
            attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
        ),
    )
    role = forms.ChoiceField(label=_("Role"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        to_field_name="uuid",
        empty_label=_("The whole ecosystem"),
        help_text=_("Where the role is held; school leaders, educators and partners need one."),
    )
    wards = people_field(
        label=_("Whose guardians are they?"),
        required=False,
        fold=_("Choose learners"),
        help_text=_("For guardians: the learners they answer for. It can be said later, too."),
    )
    language = forms.ChoiceField(label=_("Language of the letter"))
    message = forms.CharField(
        label=_("A personal line"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, actor: Actor, ecosystem: Ecosystem, wards: Picker | None, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        chosen: Any = self.fields
        if wards is None:
            del chosen["wards"]
        else:
            chosen["wards"].queryset = wards_for(actor, ecosystem)
            chosen["wards"].widget.page = wards
        chosen["role"].choices = [("", _("choose a role")), *roles_to_give(actor, ecosystem)]
        chosen["organisation"].queryset = member_organisations(ecosystem)
        names = dict(settings.LANGUAGES)
        own = [code for code in ecosystem.languages if code in names]
        chosen["language"].choices = list(
            dict.fromkeys((code, names[code]) for code in [*own, *names])
        )

    def clean_addresses(self) -> list[str]:
        return addresses_in(str(self.cleaned_data["addresses"]))

    def offer(self) -> Offer:
        """To what they are invited."""
        names = ("role", "organisation", "language", "message")
        wards = [one.uuid for one in self.cleaned_data.get("wards", ())]
        return Offer(**{name: self.cleaned_data[name] for name in names}, wards=wards)


class AcceptForm(forms.Form):
    """Who accepts: somebody the address reaches, or a new person by name."""

    who = forms.ChoiceField(label=_("You are"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, people: Sequence[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        self.people = {str(one.uuid): one for one in people}
        who: Any = self.fields["who"]
        if self.people:
            who.choices = [
                *((key, one.name) for key, one in self.people.items()),
                (SOMEBODY_ELSE, _("Somebody else, with the name below")),
            ]
            who.initial = next(iter(self.people))
        else:
            del self.fields["who"]
            self.fields["name"].required = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["name"] = " ".join(str(given.get("name", "")).split())
        if given.get("who") == SOMEBODY_ELSE and not given["name"]:
            self.add_error("name", _("Enter your name."))
        return given

    def person(self) -> Person | None:
        """Whom was chosen; None for a new one."""
        return self.people.get(self.cleaned_data.get("who", ""))
