"""What is asked about consents, and about an ecosystem's customs of membership."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import languages_for
from hedgerow.commons.ecosystems.told_forms import ask_in_languages
from hedgerow.commons.people.models import Person

from .customs import kept_tiers
from .models import ConsentPurpose, Customs
from .tiers_field import TiersField

ANSWERS = (("yes", _("They agree")), ("no", _("They do not agree")))
PARTS = ("title", "text")
TIER = "tier."


class PurposeForm(forms.Form):
    """A short name, and title and text in each language of the ecosystem."""

    key = forms.SlugField(
        label=_("Short name"), max_length=60, help_text=_("Such as photos or trips.")
    )

    def __init__(self, *args: Any, languages: Sequence[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.languages = languages
        for place, (code, name) in enumerate(languages):
            first = place == 0  # the main language is always there
            self.fields[f"title.{code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": name},
                max_length=120, required=first,
            )  # fmt: skip
            self.fields[f"text.{code}"] = forms.CharField(
                label=_("What people agree to (%(language)s)") % {"language": name},
                max_length=5_000, required=first, widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip

    def said(self, part: str) -> dict[str, str]:
        """Title or text by language; languages left out have none."""
        given = {
            code: self.cleaned_data.get(f"{part}.{code}", "") for code, _name in self.languages
        }
        return {code: text for code, text in given.items() if text}


def shown(purpose: ConsentPurpose) -> dict[str, str]:
    """A purpose as the form shows it."""
    titles = {f"title.{code}": text for code, text in purpose.titles.items()}
    texts = {f"text.{code}": text for code, text in purpose.texts.items()}
    return {"key": purpose.key, **titles, **texts}


class CustomsForm(forms.Form):
    """The age of one's own consent, and the tiers of membership."""

    age = forms.IntegerField(
        label=_("Age from which one agrees without a guardian"), min_value=6, max_value=21,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    tiers = TiersField(
        label=_("Tiers of membership"), longest=Customs.tellable[TIER],
        help_text=_(
            "Such as Founding member. One whose name is left empty is taken away. "
            "Without any there are two: member and supporter."
        ),
    )  # fmt: skip

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, customs: Customs | None, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.customs = customs
        self.own = languages_for(ecosystem, customs.told if customs else {})[0]
        ask_in_languages(self, ("tiers",), ecosystem, customs)
        for code, texts in (customs.told if customs else {}).items():
            said = [(key.removeprefix(TIER), text) for key, text in texts.items()]
            self.initial[f"tiers.{code}"] = said
        for name, field in self.fields.items():
            if name.startswith("tiers."):
                field.widget.known = kept_tiers(customs)

    def clean(self) -> dict[str, Any]:
        """In a further language only tiers are named that the first one names."""
        given = super().clean() or {}
        if "tiers" not in given:
            return given
        kept = dict(given["tiers"])
        text = gettext("It has no name in the first language: give it one there, or empty this.")
        for name in [one for one in given if one.startswith("tiers.")]:
            rows = self[name].value()
            gone = [at for at, (key, title) in enumerate(rows) if title and key not in kept]
            if gone:
                field: Any = self.fields[name]
                self.add_error(name, field.refusing(dict.fromkeys(gone, text)))
        return given

    def told(self) -> dict[str, dict[str, str]] | None:
        """Titles in further languages as the action takes them; None where nobody was asked."""
        asked = {
            name.removeprefix("tiers."): dict(said)
            for name, said in self.cleaned_data.items() if name.startswith("tiers.")
        }  # fmt: skip
        if not asked:
            return None
        kept = self.customs.told if self.customs else {}
        return {self.own: {}, **kept, **{
            code: {f"{TIER}{key}": title for key, title in said.items()}
            for code, said in asked.items()
        }}  # fmt: skip


class AnswerForm(forms.Form):
    """One answer of one person."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    purpose = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=ANSWERS, widget=forms.HiddenInput)


class PaperForm(forms.Form):
    """What was signed on paper, by whom of a group."""

    purpose = forms.ChoiceField(label=_("What was signed"))
    answer = forms.ChoiceField(
        label=_("Answer"), choices=ANSWERS, initial="yes", widget=forms.RadioSelect
    )
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("Who"), to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one learner.")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: Any, purposes: Sequence[tuple[str, str]], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        fields: Any = self.fields
        fields["people"].queryset = people
        fields["purpose"].choices = purposes
