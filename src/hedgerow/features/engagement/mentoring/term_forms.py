"""What is asked about the terms on which people are paired."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.telling import languages_for
from hedgerow.commons.ecosystems.told_forms import ask_in_languages

from .checking import TOLD, keyed
from .models import MentoringTerms
from .rules.pairs import Weights


class TermsForm(forms.Form):
    """On which terms people are paired."""

    checks = forms.CharField(
        label=_("Checks that one who helps needs"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line, such as “Police check”."),
    )  # fmt: skip
    needs_language = forms.BooleanField(label=_("They must share a language"), required=False)
    farthest_km = forms.FloatField(
        label=_("Farthest distance in kilometres"), required=False, min_value=0, max_value=20_000,
        help_text=_("Empty: any. It does not count for those who meet online."),
    )  # fmt: skip
    km = forms.FloatField(label=_("Points for each kilometre"), min_value=0, max_value=1000)
    language = forms.FloatField(label=_("Points without a shared language"), min_value=0,
                                max_value=10_000)  # fmt: skip
    items = forms.FloatField(label=_("Points for wishes left open"), min_value=0, max_value=10_000)
    community = forms.FloatField(label=_("Points for another community"), min_value=0,
                                 max_value=10_000)  # fmt: skip
    load = forms.FloatField(label=_("Points for the last free place of somebody"), min_value=0,
                            max_value=10_000,
                            help_text=_("The more, the more evenly work is shared out."))  # fmt: skip
    waiting = forms.FloatField(label=_("Points for a learner who goes on waiting"), min_value=1,
                               max_value=10_000,
                               help_text=_("A pair that costs more is not proposed."))  # fmt: skip

    def __init__(self, *args: Any, terms: MentoringTerms, **given: Any) -> None:
        super().__init__(*args, **given)
        self.terms = terms
        titles = dict(terms.required_checks)
        self.initial["checks"] = "\n".join(titles.values())
        self.own = languages_for(terms.ecosystem, terms.told)[0]
        ask_in_languages(self, ("checks",), terms.ecosystem, terms)
        for code, told in terms.told.items():
            lines = [told.get(f"{TOLD}{key}", title) for key, title in titles.items()]
            self.initial[f"checks.{code}"] = "\n".join(lines) if told else ""

    def clean_checks(self) -> list[tuple[str, str]]:
        """Key and title of each line; a title that was there keeps its key."""
        keys = {title: key for key, title in self.terms.required_checks}
        lines = dict.fromkeys(lines_of(self.cleaned_data["checks"]))
        return keyed([(keys.get(line, ""), line) for line in lines])

    def clean(self) -> dict[str, Any]:
        """In another language a line for each check, or none at all."""
        given = super().clean() or {}
        for name in [one for one in given if one.startswith("checks.")]:
            given[name] = lines_of(given[name])
            if given[name] and len(given[name]) != len(given.get("checks") or ()):
                self.add_error(name, _("As many lines as in the first language."))
        return given

    def told(self) -> dict[str, dict[str, str]] | None:
        """Titles in further languages as the action takes them; None where nobody was asked."""
        asked = {
            name.removeprefix("checks."): lines
            for name, lines in self.cleaned_data.items() if name.startswith("checks.")
        }  # fmt: skip
        if not asked:
            return None
        checks = self.cleaned_data["checks"]
        return {self.own: {}, **self.terms.told, **{
            code: {
                f"{TOLD}{key}": line
                for (key, title), line in zip(checks, lines, strict=bool(lines)) if line != title
            }
            for code, lines in asked.items()
        }}  # fmt: skip

    def weights(self) -> dict[str, Any]:
        """What a pair costs."""
        names = {one.name for one in fields(Weights)}
        return {name: value for name, value in self.cleaned_data.items() if name in names}


def lines_of(text: str) -> list[str]:
    """The lines in which something stands."""
    return [line.strip()[:120] for line in text.splitlines() if line.strip()]
