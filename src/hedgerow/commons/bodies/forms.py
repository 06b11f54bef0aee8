"""What is asked about a body, and about who takes a seat."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.telling import languages_for
from hedgerow.commons.ecosystems.told_forms import ask_in_languages, take_told
from hedgerow.commons.membership.person_field import PersonField
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.revised import RevisedForm

from .models import YEARS, Body
from .told_shares import lines_of, shares_told, tell_shares

LINE = re.compile(r"^(\d{1,3})\s+(\S.*)$")
SHARED = "constituencies"


class BodyForm(RevisedForm):
    """Name, purpose and the sharing out of seats."""

    name = forms.CharField(label=_("Name"), max_length=200)
    purpose = forms.CharField(
        label=_("What it decides"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    founded = forms.IntegerField(
        label=_("Founded in the year"), required=False, min_value=YEARS[0], max_value=YEARS[1]
    )
    quorum = forms.IntegerField(
        label=_("Quorum"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("How many seats must be present for a decision."),
    )
    constituencies = forms.CharField(
        label=_("Constituencies and their seats"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One a line: the number of seats, then whom they speak for, such as “4 Families”."
        ),
    )

    def __init__(
        self, *args: Any, ecosystem: Ecosystem, of: Body | None = None, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.of = of
        self.own, *self.others = languages_for(ecosystem, of.told if of else {})
        ask_in_languages(self, ("name", "purpose", SHARED), ecosystem, of)
        self.initial = {**self.initial, **(shares_told(of) if of else {})}

    def clean_constituencies(self) -> list[dict[str, Any]]:
        rows = []
        for line in str(self.cleaned_data["constituencies"]).splitlines():
            if not line.strip():
                continue
            found = LINE.match(line.strip())
            if found is None:
                raise ValidationError(
                    _("“%(line)s” should begin with a number of seats, then a name."),
                    params={"line": line.strip()[:60]},
                )
            rows.append({"quota": int(found[1]), "name": found[2][:120]})
        if len({row["name"] for row in rows}) < len(rows):
            raise ValidationError(_("Each constituency stands there once."))
        return rows

    def clean(self) -> dict[str, Any]:
        """In another language a line for each constituency, or none at all."""
        given = super().clean() or {}
        for one in (f"{SHARED}.{code}" for code in self.others):
            lines = lines_of(given.get(one, ""))
            if lines and len(lines) != len(given.get(SHARED) or ()):
                self.add_error(one, _("As many lines as in the first language."))
        return given

    def said(self) -> dict[str, Any]:
        """What was entered, with what is told in further languages."""
        given, lines = dict(self.cleaned_data), {}
        for code in self.others:
            lines[code] = lines_of(given.pop(f"{SHARED}.{code}"))
        given[SHARED] = tell_shares(given[SHARED], self.own, lines)
        return take_told(given, self.of)


def said_of(body: Body) -> dict[str, object]:
    """What the form shows of a body that is there."""
    shared = body.constituencies.order_by("position", "pk")
    return {
        "name": body.name,
        "purpose": body.purpose,
        "founded": body.founded,
        "quorum": body.quorum,
        "revision": body.revision,
        "constituencies": "\n".join(f"{one.quota} {one.name}" for one in shared),
    }


class SeatForm(forms.Form):
    """Who takes a seat, and from when."""

    person = PersonField(label=_("Who"))
    starts = DayField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    ends = DayField(
        label=_("Until before"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    basis = forms.CharField(label=_("By what decision"), max_length=200, required=False)

    def __init__(self, *args: Any, place: Ecosystem, people: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        person: Any = self.fields["person"]
        person.offer(people, place)
