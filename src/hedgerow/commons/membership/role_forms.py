"""What is asked of who assigns a role, and of who ends one."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.queries import people_of
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.days import DayField

from .group_forms import DATE
from .inviting_forms import member_organisations, roles_to_give
from .role_words import needs_site


class AssignForm(forms.Form):
    """Who gets which role where, from when."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who"), to_field_name="uuid", empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Find somebody by name first, then choose.")},
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"), initial="member")
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False,
        to_field_name="uuid", empty_label=_("The whole ecosystem"),
        help_text=_("Where the role is held; school leaders, educators and partners need one."),
    )  # fmt: skip
    starts = DayField(label=_("First day"), widget=DATE)
    ends = DayField(label=_("Last day"), widget=DATE, required=False)

    def __init__(
        self, *args: Any, actor: Actor, ecosystem: Ecosystem, found: Collection[Person],
        **given: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **given)
        fields: Any = self.fields
        fields["person"].queryset = people_of(actor, ecosystem).filter(erased_at=None)
        fields["person"].choices = [(one.uuid, one.name) for one in found]
        if not found:
            fields["person"].widget = forms.HiddenInput()
        fields["role"].choices = roles_to_give(actor, ecosystem)
        fields["organisation"].queryset = member_organisations(ecosystem)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day cannot be before the first day."))
        if needs_site(given.get("role", "")) and not given.get("organisation"):
            wanted = _("This role is held for one organisation. Choose which.")
            self.add_error("organisation", wanted)
        return given

    def row(self) -> dict[str, Any]:
        """The role as the action takes it."""
        given = self.cleaned_data
        site = given["organisation"]
        return {
            "person_id": given["person"].pk, "role": given["role"],
            "organisation_id": site.pk if site else None,
            "starts": given["starts"], "ends": given["ends"],
        }  # fmt: skip


class EndRoleForm(forms.Form):
    ends = DayField(
        label=_("Last day"), widget=DATE,
        help_text=_("The role holds all of this day. To end it at once, enter yesterday."),
    )  # fmt: skip
