"""What is asked of who hands an ecosystem over."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.words import word
from hedgerow.commons.people.models import Person

from .actions import Succession
from .succession import kept_roles

NO_ROLE = ""


class HandOverForm(forms.Form):
    """To whom, and what one stays."""

    successor = forms.ChoiceField(
        label=_("Somebody who takes part here"), required=False,
        help_text=_("Whoever is not listed can be asked by e-mail."),
    )  # fmt: skip
    email = forms.CharField(
        label=_("Or an e-mail address"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )  # fmt: skip
    stays_as = forms.ChoiceField(
        label=_("Your role afterwards"), required=False, widget=forms.RadioSelect, initial=NO_ROLE
    )
    message = forms.CharField(
        label=_("A personal line"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, people: Sequence[Person], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.people = {str(one.uuid): one for one in people}
        self.language = (ecosystem.languages or ["en"])[0]
        fields: Any = self.fields
        names = ((key, one.name) for key, one in self.people.items())
        fields["successor"].choices = [("", _("Nobody of these")), *names]
        kept = [(name, word(ecosystem.vocabulary, name).capitalize()) for name in kept_roles()]
        fields["stays_as"].choices = [(NO_ROLE, _("None")), *kept]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("successor")) == bool(given.get("email")) and not self.errors:
            self.add_error("successor", _("Choose somebody, or enter an address."))
        return given

    def wish(self) -> Succession:
        given = self.cleaned_data
        chosen = self.people.get(given["successor"])
        return Succession(
            chosen, given["email"], given["stays_as"], self.language, given["message"]
        )
