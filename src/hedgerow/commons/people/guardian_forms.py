"""What is asked about who answers for a learner."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.email import EmailField

from .models import Person

RELATION = _("Such as mother, father, grandparent or foster parent.")


class KnownGuardianForm(forms.Form):
    """Somebody who is here already."""

    guardian = forms.ChoiceField(
        label=_("Who"), widget=forms.RadioSelect, error_messages={"required": _("Choose somebody.")}
    )
    relation = forms.CharField(
        label=_("Related how"), max_length=40, required=False, help_text=RELATION
    )

    def __init__(self, *args: Any, offered: Sequence[Person], **values: Any) -> None:
        super().__init__(*args, **values)
        self._offered = {str(one.uuid): one for one in offered}
        said = [(key, _said(one)) for key, one in self._offered.items()]
        self.fields["guardian"].choices = said  # type: ignore[attr-defined]
        if len(said) == 1:
            self.initial["guardian"] = said[0][0]

    def clean_guardian(self) -> Person:
        return self._offered[self.cleaned_data["guardian"]]


class NewGuardianForm(forms.Form):
    """Somebody who is added."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("In full, as the person writes it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    relation = forms.CharField(
        label=_("Related how"), max_length=40, required=False, help_text=RELATION
    )
    email = EmailField(
        label=_("E-mail"), required=False, help_text=_("Links to sign in are sent there."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip


def _said(row: Person) -> str:
    """Name, and what tells namesakes apart."""
    more = row.email or row.phone or row.code
    return f"{row.name} · {more}" if more else row.name
