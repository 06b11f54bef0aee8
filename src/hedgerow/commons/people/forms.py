"""What is asked about organisations and people."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.kinds import kind_word
from hedgerow.commons.ecosystems.words import Vocabulary
from hedgerow.foundation.ui.revised import RevisedForm

from .kinds import USUAL
from .models import Organisation, Sector

EXAMPLES: Final = 5


class Suggested(forms.TextInput):
    """A text for which the words in use are offered."""

    words: Iterable[str] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = format_html_join("", '<option value="{}"></option>', ((w,) for w in self.words))
        there = super().render(name, value, {**(attrs or {}), "list": f"{name}-words"}, renderer)
        return format_html('{}<datalist id="{}-words">{}</datalist>', there, name, options)


class OrganisationForm(RevisedForm):
    """An organisation's facts."""

    name = forms.CharField(label=_("Name"), max_length=250)
    kind = forms.CharField(
        label=_("What kind of organisation is it?"), max_length=40, widget=Suggested
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Organisation.objects.none(), required=False
    )
    operator = forms.ModelChoiceField(
        label=_("Run by"), queryset=Organisation.objects.none(), required=False
    )
    code = forms.CharField(label=_("Official code"), max_length=60, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    latitude = forms.FloatField(
        label=_("Latitude"), min_value=-90, max_value=90, required=False,
        help_text=_("Degrees, as maps give them: what is offered here is then found nearby."),
    )  # fmt: skip
    longitude = forms.FloatField(
        label=_("Longitude"), min_value=-180, max_value=180, required=False
    )
    website = forms.URLField(
        label=_("Website"), max_length=200, required=False, assume_scheme="https"
    )

    def __init__(self, *args: Any, choices: Any, words: Vocabulary, **values: Any) -> None:
        super().__init__(*args, **values)
        for name in ("parent", "operator"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the types
            field.queryset = choices
        used = set(choices.order_by().values_list("kind", flat=True).distinct())
        self.kinds = {kind: kind_word(words, kind) for kind in sorted({*USUAL, *used})}
        kind: Any = self.fields["kind"]
        kind.widget.words = sorted(self.kinds.values())
        kind.help_text = _(
            "In a word or two, such as: %(words)s. Words in use here are offered as you type; "
            "another is as good."
        ) % {"words": self._examples(used)}
        if told := self.initial.get("kind"):
            self.initial["kind"] = kind_word(words, told)

    def _examples(self, used: set[str]) -> str:
        """Some kinds in the ecosystem's own words, those in use first."""
        first = [*sorted(used), *(kind for kind in USUAL if kind not in used)]
        return str(_(", ")).join(self.kinds[kind] for kind in first[:EXAMPLES])

    def clean_kind(self) -> str:
        """A kind in use however it is written, else in small letters: one kind, one word."""
        said = " ".join(str(self.cleaned_data["kind"]).lower().split())
        meant = (kind for kind, word in self.kinds.items() if said in (word.lower(), kind.lower()))
        return next(meant, said)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for one, other in (("latitude", "longitude"), ("longitude", "latitude")):
            known = given.get(one) is None and given.get(other) is not None
            if known and one not in self.errors:
                self.add_error(one, _("Give both coordinates or neither."))
        return given

    def said(self) -> dict[str, Any]:
        """The answers as a row of ``save_organisations``."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        for name in ("parent", "operator"):
            found = values.pop(name)
            values[f"{name}_id"] = found.pk if found else None
        return values
