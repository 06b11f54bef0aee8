"""What a host is asked before a learner comes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.forms import say_when_needed

from .forms import sentences


class HostAnswerForm(forms.Form):
    """Yes or no to the ask that was shown, and why not."""

    ask = forms.UUIDField(widget=forms.HiddenInput)
    accepts = forms.TypedChoiceField(
        label=_("Do you take the learner?"), widget=forms.RadioSelect,
        choices=(("yes", _("Yes, on these days")), ("no", _("No, this time not"))),
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    reason = sentences(_("If not: why?"), 300, required=False)

    def __init__(self, *args: Any, is_host: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        reads = _("The learner, the family and the school read this.")
        self.fields["reason"].help_text = reads
        say_when_needed(self.fields["reason"], _("needed for a no"))
        if not is_host:
            self.fields["accepts"].label = _("Does the host take the learner?")
            self.fields["reason"].label = _("Who said so, and how? If not: why?")
            self.fields["reason"].required = True

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("accepts") is False and not said.get("reason", "").strip():
            self.add_error("reason", _("Say why, so that the school can look elsewhere."))
        return said
