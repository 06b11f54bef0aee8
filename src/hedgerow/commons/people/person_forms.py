"""What is asked about a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.commons.ecosystems.lands import ZONES
from hedgerow.commons.ecosystems.tongues import shown_in
from hedgerow.foundation.email import EmailField
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.revised import RevisedForm

OWN = ("name", "called", "phone", "language", "time_zone", "revision")


class PersonForm(RevisedForm):
    """A person's facts, for who may edit people."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("In full, as the person writes it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    called = forms.CharField(
        label=_("Called"), max_length=80, required=False,
        help_text=_("A short name for every day."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    born = DayField(
        label=_("Born"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    email = EmailField(
        label=_("E-mail"), required=False, help_text=_("Links to sign in are sent there."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language"), required=False, help_text=shown_in(_("In which letters are written.")),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Code"), max_length=60, required=False,
        help_text=_("The number in the school's own list, if there is one."),
    )  # fmt: skip

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        offered = {"": _("not said"), **LANGUAGES}
        held = str((self.initial or {}).get("language") or "")
        if "language" in self.fields:
            choices = [*offered.items(), *([(held, held)] if held not in offered else [])]
            self.fields["language"].choices = choices  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """The answers as values of a person."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class OwnForm(PersonForm):
    """One's own details."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"), required=False,
        help_text=_("By whose clocks your week and your calendar give times."),
        choices=[("", _("that of my ecosystem")), *ZONES],
    )  # fmt: skip
    field_order = OWN

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for name in set(self.fields) - set(OWN):
            del self.fields[name]
        browser = {"name": "name", "called": "nickname", "phone": "tel"}
        for name, known_as in browser.items():
            self.fields[name].widget.attrs["autocomplete"] = known_as
        self.fields["name"].help_text = _("In full, as you write it.")
        self.fields["language"].help_text = shown_in(_("Of your letters and of these pages."))
