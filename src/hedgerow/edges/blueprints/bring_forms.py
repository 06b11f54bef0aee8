"""What is asked of whoever brings a blueprint file."""

from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST: Final = 1_000_000
"""Bytes of a blueprint file; those that come with the product have a fiftieth of it."""


class BringForm(forms.Form):
    """A blueprint file."""

    file = forms.FileField(
        label=_("Blueprint file"),
        help_text=_("A file whose name ends in .toml, as “Settings” gives it for download."),
        widget=forms.ClearableFileInput(attrs={"accept": ".toml,application/toml"}),
    )

    def clean_file(self) -> str:
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise ValidationError(_("A blueprint is smaller than 1 MB."))
        try:
            return str(sent.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise ValidationError(_("This file is no text in UTF-8.")) from error

    def text(self) -> str:
        return str(self.cleaned_data["file"])

    def named(self, faults: str) -> list[str]:
        """The first faults, a line each."""
        return faults.splitlines()[:20]
