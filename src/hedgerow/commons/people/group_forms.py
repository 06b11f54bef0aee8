"""What is asked about a population group."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PopulationGroupForm(forms.Form):
    """A group that people may declare to belong to."""

    dimension = forms.CharField(
        label=_("Kind"), max_length=60, help_text=_("Such as home language or grade band.")
    )
    title = forms.CharField(
        label=pgettext_lazy("population", "Group"), max_length=120,
        help_text=_("As people say it of themselves, such as Spanish-speaking."),
    )  # fmt: skip

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if not slugify(title, allow_unicode=True):
            raise ValidationError(_("Write it with letters or figures."))
        return title

    def said(self) -> dict[str, Any]:
        """The answers as a row of ``announce_groups``."""
        title = self.cleaned_data["title"]
        key = slugify(title, allow_unicode=True)[:60]
        return {"dimension": self.cleaned_data["dimension"], "key": key, "title": title}
