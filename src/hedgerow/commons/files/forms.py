"""The form that sends a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.ui.days import DayField


class FileForm(forms.Form):
    """A file and, if it should not stay, until when it is kept."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A PDF, a picture, a text, a DOCX or an XLSX file of at most 10 MB."),
        widget=forms.FileInput(
            attrs={"accept": ".pdf,.png,.jpg,.jpeg,.gif,.webp,.docx,.xlsx,.txt,.csv"}
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose another."),
        },
    )
    keep_until = DayField(
        label=_("Keep until"),
        required=False,
        help_text=_("It is deleted after that day. Leave it empty to keep it."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
