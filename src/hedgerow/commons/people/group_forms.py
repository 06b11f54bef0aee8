"""What is asked about a population group."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_forms import ask_in_languages, take_told


class PopulationGroupForm(forms.Form):
    """A group that people may declare to belong to."""

    dimension = forms.CharField(
        label=_("Kind"), max_length=60, help_text=_("Such as home language or grade band.")
    )
    title = forms.CharField(
        label=pgettext_lazy("population", "Group"), max_length=120,
        help_text=_("As people say it of themselves, such as Spanish-speaking."),
    )  # fmt: skip

    def __init__(self, *args: Any, ecosystem: Ecosystem, **values: Any) -> None:
        super().__init__(*args, **values)
        ask_in_languages(self, ("title",), ecosystem, None)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if not slugify(title, allow_unicode=True):
            raise ValidationError(_("Write it with letters or figures."))
        return title

    def said(self) -> dict[str, Any]:
        """The answers as a row of ``announce_groups``."""
        key = slugify(self.cleaned_data["title"], allow_unicode=True)[:60]
        return {"key": key, **take_told(dict(self.cleaned_data), None)}
