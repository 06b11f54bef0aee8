"""What is asked of a person about the person's own tokens."""

from django import forms
from django.utils.translation import gettext_lazy as _

LASTS = ((30, _("30 days")), (90, _("90 days")), (365, _("One year")), (0, _("Until revoked")))


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("Such as the program or computer that will use it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scope = forms.ChoiceField(
        label=_("What it may do"),
        choices=(("read", _("Read only")), ("write", _("Read and write"))),
        initial="read",
        widget=forms.RadioSelect,
    )
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        choices=LASTS,
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )
