"""The form that sends a spreadsheet in."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .choosing import Choice
from .errors import MappingWrong
from .mappings import LONGEST, parse_mapping

OWN = "own"


class UploadForm(forms.Form):
    """A file and how to read it: a ready or saved mapping, or one of the sender's own."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            "A CSV or XLSX file with a line that names the columns, or a ZIP with a set of files."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.zip"}),
        error_messages={
            "required": _("Choose a spreadsheet."),
            "empty": _("This file is empty. Choose another."),
        },
    )
    mapping = forms.ChoiceField(
        label=_("How to read it"),
        help_text=_(
            "For a spreadsheet of your own leave it at the first: the next page asks which column is "
            "which. A template of each kind is below."
        ),
    )
    own = forms.FileField(
        label=_("Mapping file"),
        help_text=_("Only where you chose a mapping of your own (TOML)."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )
    keep_as = forms.CharField(
        label=_("Keep this mapping as"),
        help_text=_("A name, if the next file will look the same."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, choices: list[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = {one.key: one for one in choices}
        titles, examples = (
            [(one.key, one.title) for one in choices if one.is_example is wanted]
            for wanted in (False, True)
        )
        mapping = cast("forms.ChoiceField", self.fields["mapping"])
        mapping.choices = [
            *titles,
            (OWN, _("my own mapping file")),
            (_("Examples, made for files of other networks"), examples),
        ]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        most = settings.HEDGEROW_UPLOAD_LIMIT
        if file.size > most:
            raise forms.ValidationError(_("At most %(most)s MB."), params={"most": most >> 20})
        return file

    def clean(self) -> dict[str, Any]:
        """Put the mapping's text and name beside the file."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = cleaned.get("mapping")
        if chosen == OWN:
            self._own(cleaned)
        elif chosen:
            choice = self.texts[chosen]
            cleaned["text"], cleaned["name"] = choice.text, choice.title
        return cleaned

    def _own(self, cleaned: dict[str, Any]) -> None:
        file = cleaned.get("own")
        if not file:
            self.add_error("own", _("Choose the mapping file, or a mapping that is here."))
            return
        if file.size > LONGEST:
            self.add_error("own", _("A mapping is a short text file."))
            return
        try:
            text = file.read().decode("utf-8-sig")
            parse_mapping(text, file.name)
        except UnicodeDecodeError:
            self.add_error("own", _("A mapping is a text file in UTF-8."))
        except MappingWrong as wrong:
            self.add_error("own", str(wrong))
        else:
            cleaned["text"], cleaned["name"] = text, file.name
