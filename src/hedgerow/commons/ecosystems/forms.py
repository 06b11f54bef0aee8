"""What is asked about an ecosystem, its words, its calendar and its figures."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.revised import RevisedForm

from .kinds import PLURAL, kind_word
from .lands import COUNTRIES, ZONES, country_choices
from .models import Ecosystem
from .telling import main_language
from .told_forms import ask_in_languages
from .tongues import in_order, own_name, shown_in
from .words import WORDS, Vocabulary

LANGUAGES: Final = {
    "en": "English", "es": "Español", "ar": "العربية", "it": "Italiano",
    "de": "Deutsch", "ko": "한국어", "he": "עברית", "sw": "Kiswahili",
}  # fmt: skip
SECTIONS: Final = (
    (_("What it is"), ("name", "summary", "purpose")),
    (_("Languages"), ("languages", "first")),
    (_("Where it is"), ("territory", "country", "time_zone", "latitude", "longitude")),
    (_("Who sees what"), ("public", "threshold", "collects_groups")),
    (_("How people sign in"), ("second_factor_roles",)),
)
GUARDED: Final = (
    "convener", "leader", "educator", "tutor", "evaluator", "partner", "seat_holder", "member",
)  # fmt: skip
"""Roles for which a second factor can be asked; never of learners and families."""


class SettingsForm(RevisedForm):
    """An ecosystem as a whole."""

    name = forms.CharField(label=_("Name"), max_length=200)
    summary = forms.CharField(
        label=_("In a few sentences"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("What it is for"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=tuple(LANGUAGES.items()), widget=forms.CheckboxSelectMultiple,
        help_text=shown_in(_("In which its own words and texts are written.")),
    )  # fmt: skip
    first = forms.ChoiceField(
        label=_("Which language stands first"), required=False,
        help_text=_(
            "Forms ask in it first. What is written already stays in the language that it is in."
        ),
    )  # fmt: skip
    territory = forms.CharField(label=_("Territory"), required=False, max_length=200)
    country = forms.ChoiceField(
        label=_("Country"), required=False,
        error_messages={
            "invalid_choice": _("No country has these two letters. Look them up in the list ISO 3166.")
        },
    )  # fmt: skip
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES)
    latitude = forms.FloatField(
        label=_("Latitude"), required=False, min_value=-90, max_value=90,
        help_text=_("In degrees, north is positive: the place on the atlas."),
    )  # fmt: skip
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180,
        help_text=_("In degrees, east is positive."),
    )  # fmt: skip
    public = forms.BooleanField(label=_("Everybody may see this ecosystem"), required=False)
    threshold = forms.IntegerField(
        label=_("Smallest group shown"), min_value=2, max_value=1000,
        help_text=_("Outsiders see no figure made from fewer learners than this."),
    )  # fmt: skip
    collects_groups = forms.BooleanField(
        label=_("Population groups are collected"), required=False,
        help_text=_("Families may then declare groups. Agree on it with them first."),
    )  # fmt: skip
    second_factor_roles = forms.MultipleChoiceField(
        label=_("Who signs in with a second factor"), required=False,
        choices=[(role, WORDS[role]) for role in GUARDED], widget=forms.CheckboxSelectMultiple,
        help_text=_("A passkey, or a code from an app. Who has none yet is asked to set one up."),
    )  # fmt: skip

    def __init__(self, *args: Any, ecosystem: Ecosystem, **values: Any) -> None:
        super().__init__(*args, **values)
        self.ecosystem = ecosystem
        ask_in_languages(self, ("name", "summary", "purpose"), ecosystem, ecosystem)
        offered = list(dict.fromkeys([*ecosystem.languages, *LANGUAGES]))
        # what every field is typed as has no choices
        self.fields["first"].choices = [(code, own_name(code)) for code in offered]  # type: ignore[attr-defined]
        self.initial["first"] = main_language(ecosystem)
        known, kept = country_choices(), str(self.initial.get("country") or "")
        more = [] if not kept or kept in COUNTRIES else [(kept, kept)]
        self.fields["country"].choices = [*BLANK_CHOICE_DASH, *more, *known]  # type: ignore[attr-defined]
        zone, held = self.fields["time_zone"], str(self.initial.get("time_zone") or "")
        if held and held not in dict(ZONES):
            zone.choices = [(held, held), *ZONES]  # type: ignore[attr-defined]

    def clean_languages(self) -> list[str]:
        return in_order(self.cleaned_data["languages"], self.ecosystem.languages, LANGUAGES)

    def clean_first(self) -> str:
        """Chosen anew it is one of those that are ticked; else whatever is left stands first."""
        first, ticked = str(self.cleaned_data["first"]), self.cleaned_data.get("languages", [])
        if first and first not in ticked and first != self.initial["first"]:
            raise ValidationError(_("Tick this language above, too."))
        return first

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "latitude" in said and (said["latitude"] is None) != (said.get("longitude") is None):
            self.add_error("longitude", _("Give both coordinates or neither."))
        first, spoken = said.pop("first", ""), said.get("languages", [])
        if first in spoken:
            said["languages"] = [first, *(one for one in spoken if one != first)]
        return said

    def sections(self) -> list[tuple[Any, list[BoundField], bool]]:
        """The fields under their headings, and whether they are open: the first, and what is wrong."""
        found: list[tuple[Any, list[BoundField], bool]] = []
        for title, names in SECTIONS:
            fields = [self[one] for one in self.fields if one.partition(".")[0] in names]
            is_open = not found or bool(self.met) or any(one.errors for one in fields)
            found.append((title, fields, is_open))
        return found


class WordsForm(RevisedForm):
    """The ecosystem's own word for each role, thing and kind, in each of its languages."""

    def __init__(
        self, *args: Any, languages: list[str], vocabulary: Vocabulary, kinds: Sequence[str] = (),
        **values: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **values)
        self.languages = languages
        self.asked: dict[str, tuple[str, str | Promise]] = {
            key: (key, word) for key, word in WORDS.items()
        }
        for number, kind in enumerate(kinds):
            one, many = f"kind-{number}", f"kinds-{number}"
            self.asked[one] = kind, kind_word(vocabulary, kind, languages)
            several = _("%(kind)s (several)") % {"kind": kind_word(vocabulary, kind, languages)}
            self.asked[many] = f"{kind}{PLURAL}", several
        for name, (key, _word) in self.asked.items():
            for code in languages:
                self.fields[f"{name}.{code}"] = forms.CharField(
                    label=LANGUAGES.get(code, code), required=False, max_length=60,
                    initial=vocabulary.get(key, {}).get(code, ""),
                )  # fmt: skip

    def in_words(self, name: str) -> str:
        """The word, and in which language."""
        asked, _point, code = name.rpartition(".")
        return f"{self.asked[asked][1]} ({own_name(code)})"

    def sections(self) -> list[tuple[Any, list[BoundField]]]:
        """The fields of each word."""
        return [
            (word, [self[f"{name}.{code}"] for code in self.languages])
            for name, (_key, word) in self.asked.items()
        ]

    def said(self, kept: Vocabulary) -> dict[str, dict[str, str]]:
        """The vocabulary as it is to be; what was not sent stays."""
        found = {key: dict(words) for key, words in kept.items()}
        for name, (key, _word) in self.asked.items():
            for code in self.languages:
                if f"{name}.{code}" in self.data:
                    own = found.setdefault(key, {})
                    own[code] = str(self.cleaned_data[f"{name}.{code}"]).strip()
        said = {key: {c: own for c, own in words.items() if own} for key, words in found.items()}
        return {key: words for key, words in said.items() if words}


class StretchForm(forms.Form):
    """A term or a holiday; both days are in it."""

    name = forms.CharField(label=_("Name"), max_length=100)
    starts = DayField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends = DayField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_ends(self) -> Any:
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data["ends"]
        if starts and ends < starts:
            raise ValidationError(_("The last day comes on or after the first."))
        return ends


class FigureForm(forms.Form):
    """A published figure with its source."""

    name = forms.CharField(
        label=_("What it counts"), max_length=200,
        help_text=_("Use the same words as another figure to set the two side by side."),
    )  # fmt: skip
    qualifier = forms.CharField(
        label=_("Qualifier"), required=False, max_length=40, help_text=_("Such as about or over.")
    )
    value = forms.DecimalField(label=_("Value"), max_digits=20, decimal_places=4)
    unit = forms.CharField(label=_("Unit"), max_length=40)
    as_of = forms.CharField(
        label=_("Date"), max_length=40, help_text=_("As the source says it, such as 2013.")
    )
    source = forms.CharField(label=_("Source"), max_length=300)


class PopulationForm(forms.Form):
    """How many people could be reached."""

    dimension = forms.CharField(
        label=_("Dimension"), required=False, max_length=60,
        help_text=_("Such as language or grade; empty for everybody."),
    )  # fmt: skip
    group = forms.CharField(
        label=pgettext_lazy("population", "Group"), required=False, max_length=60
    )
    title = forms.CharField(
        label=_("What people call the group"), required=False, max_length=120,
        help_text=_("In words, such as Spanish at home; empty where that is the group itself."),
    )  # fmt: skip
    value = forms.IntegerField(label=_("People"), min_value=0, max_value=2_000_000_000)
    as_of = DayField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    source = forms.CharField(label=_("Source"), max_length=300)

    def clean_group(self) -> str:
        group = str(self.cleaned_data["group"])
        if bool(group) != bool(self.cleaned_data.get("dimension")):
            raise ValidationError(_("Give both dimension and group, or neither."))
        return group
