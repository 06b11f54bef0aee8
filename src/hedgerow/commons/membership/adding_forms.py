"""What is asked about an organisation that joins, and about a person who gets a role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.forms import OrganisationForm
from hedgerow.commons.people.models import Organisation
from hedgerow.commons.people.person_forms import PersonForm
from hedgerow.foundation.permissions import Actor

from .inviting_forms import member_organisations, roles_to_give
from .permissions import ASSIGN_ROLES, EDIT_MEMBERS
from .role_words import needs_site

ROLE = ("role", "organisation", "grade")


class NewOrganisationForm(OrganisationForm):
    """An organisation's facts, and whether it takes part."""

    joins = forms.BooleanField(
        label=_("Takes part in this network"), required=False, initial=True,
        help_text=_("From today. It can then be chosen for activities, roles and invitations."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, ecosystem: Ecosystem, **values: Any) -> None:
        super().__init__(*args, words=ecosystem.vocabulary, **values)
        if not actor.may(EDIT_MEMBERS, ecosystem.pk):
            del self.fields["joins"]

    def said(self) -> dict[str, Any]:
        values = super().said()
        values.pop("joins", None)
        return values


class NewPersonForm(PersonForm):
    """A person's facts, and the first role."""

    role = forms.ChoiceField(
        label=_("Role"), required=False,
        help_text=_("Without one, nothing here opens to this person. It begins today."),
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("School or organisation"), required=False,
        to_field_name="uuid", empty_label=_("The whole ecosystem"),
        help_text=_("Where the role is held; learners, school leaders and educators need one."),
    )  # fmt: skip
    grade = forms.CharField(
        label=_("Grade"), required=False, max_length=10, help_text=_("Of a learner, such as 5.")
    )

    def __init__(self, *args: Any, actor: Actor, ecosystem: Ecosystem, **values: Any) -> None:
        super().__init__(*args, **values)
        self.order_fields(["name", "called", *ROLE])
        if not actor.may(ASSIGN_ROLES, ecosystem.pk):
            for name in ROLE:
                del self.fields[name]
            return
        fields: Any = self.fields
        fields["role"].choices = [("", _("No role yet")), *roles_to_give(actor, ecosystem)]
        fields["organisation"].queryset = member_organisations(ecosystem)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        role, site = given.get("role", ""), given.get("organisation")
        if (role == "learner" or needs_site(role)) and not site:
            self.add_error(
                "organisation", _("This role is held for one organisation. Choose which.")
            )
        if not role and (site or given.get("grade")):
            self.add_error("role", _("Choose the role held there."))
        if given.get("grade") and role not in ("", "learner"):
            self.add_error("grade", _("Only learners are in a grade."))
        return given

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in super().said().items() if name not in ROLE}

    def role_given(self) -> dict[str, Any] | None:
        """The role as ``assign_role`` takes it; None without one."""
        given = self.cleaned_data
        return {name: given[name] for name in ROLE} if given.get("role") else None
