"""What is asked of who adds a second factor, or shows one."""

from django import forms
from django.utils.translation import gettext_lazy as _

CODE = {"autocomplete": "one-time-code", "dir": "ltr", "spellcheck": "false"}


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(label=_("Code"), max_length=20, widget=forms.TextInput(attrs=CODE))


class PasskeyForm(forms.Form):
    """What the browser answers, as JSON; filled in by the page's script."""

    credential = forms.CharField(
        label=_("Answer of the browser"),
        max_length=16_000,
        widget=forms.HiddenInput,
        required=False,
    )


class NewPasskeyForm(PasskeyForm):
    name = forms.CharField(
        label=_("Name of the passkey"), max_length=80,
        help_text=_("By which you will know it again, such as the device it is on."),
    )  # fmt: skip


class AgainForm(forms.Form):
    """One's own password."""

    password = forms.CharField(
        label=_("Your password"), max_length=200, strip=False, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
