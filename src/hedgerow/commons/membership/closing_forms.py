"""What is asked of who closes an ecosystem."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CloseForm(forms.Form):
    """The ecosystem's name, typed, since a slip of the finger should close nothing."""

    name = forms.CharField(
        label=_("Type its name to close it"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, name: str, **given: Any) -> None:
        super().__init__(*args, **given)
        said = _("%(name)s. Capital letters do not matter.") % {"name": name}
        self.fields["name"].help_text = said
