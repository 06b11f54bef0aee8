"""What families are asked, and what is asked of whoever turns to them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.activities.models import Absence
from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.foundation.ui.days import DayField
from hedgerow.foundation.ui.groups import Grouped
from hedgerow.foundation.ui.revised import RevisedForm

from .audiences import Kind
from .models import Contact, FamilyRule, MessageCopy
from .queries.details import Details
from .queries.drafted import Own
from .queries.drafts import Template
from .recipients import Recipient
from .rules import OWN_MOST

PEOPLE = 3
WORDS: Mapping[str, Any] = {
    "group": _("Groups"), "activity": _("Activities"), "site": _("Schools"),
    "learner": _("One learner"), "ecosystem": _("All families"),
}  # fmt: skip
BLANK_WORDS: Mapping[str, Any] = {
    "day": _("Day"),
    "time": _("Time"),
    "activity": _("Activity"),
    "note": _("Your own words"),
}


def _day(**options: Any) -> DayField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(widget=widget, **options)


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AbsenceForm(forms.Form):
    """From when to when, and why."""

    starts = _day(label=_("First day"))
    ends = _day(
        label=_("Last day"), required=False, help_text=_("Leave it empty if it is one day.")
    )
    reason = forms.ChoiceField(
        label=_("Why"), choices=Absence.Reason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("A word to those who teach"), max_length=300, required=False, widget=_text(2)
    )

    def clean_ends(self) -> Any:
        return self.cleaned_data["ends"] or self.cleaned_data.get("starts")


class DetailsForm(Grouped):
    """Whom to call, and what must be known of health."""

    ABREAST = True
    allergies = forms.CharField(
        label=_("Allergies"), max_length=500, required=False, widget=_text(2)
    )
    medicines = forms.CharField(
        label=_("Medicines"), max_length=500, required=False, widget=_text(2)
    )
    other = forms.CharField(
        label=_("What else must be known"), max_length=500, required=False, widget=_text(2)
    )

    def __init__(self, data: Any, kept: Details) -> None:
        super().__init__(
            data,
            initial={
                "allergies": kept.allergies, "medicines": kept.medicines, "other": kept.other,
            },
        )  # fmt: skip
        for number in range(1, PEOPLE + 1):
            row = kept.contacts[number - 1] if number <= len(kept.contacts) else None
            self._person(number, row)
        first = [name for name in self.fields if name[-1].isdigit()]
        self.order_fields([*first, "allergies", "medicines", "other"])

    def _person(self, number: int, row: Any) -> None:
        said = {"n": number}
        self.fields[f"name{number}"] = forms.CharField(
            label=_("Name (%(n)s)") % said, max_length=120, required=False,
            initial=row.name if row else "",
        )  # fmt: skip
        self.fields[f"relation{number}"] = forms.CharField(
            label=_("Who that is (%(n)s)") % said, max_length=60, required=False,
            help_text=_("Such as: grandmother, neighbour."),
            initial=row.relation if row else "",
        )  # fmt: skip
        self.fields[f"phone{number}"] = forms.CharField(
            label=_("Telephone (%(n)s)") % said, max_length=40, required=False,
            initial=row.phone if row else "", widget=forms.TextInput(attrs={"type": "tel"}),
        )  # fmt: skip

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """What is asked, under a title each: one person after the other, then of health."""
        for number in range(1, PEOPLE + 1):
            title = _("Whom to call next (%(n)s)") % {"n": number}
            parts = [self[f"{part}{number}"] for part in ("name", "relation", "phone")]
            yield (str(_("Whom to call first")) if number == 1 else title), parts
        yield str(_("Health")), [self[name] for name in ("allergies", "medicines", "other")]

    def contacts(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        return [
            {part: said[f"{part}{number}"] for part in ("name", "relation", "phone")}
            for number in range(1, PEOPLE + 1)
        ]


class AnswerForm(forms.Form):
    """An answer to a message."""

    answer = forms.ChoiceField(
        label=_("Your answer"), choices=MessageCopy.Answer.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Add a word"), max_length=500, required=False, widget=_text(2))


class RuleForm(forms.Form):
    """What holds from the age of own consent on."""

    until_said = forms.ChoiceField(
        label=_("From that age on"), choices=FamilyRule.Until.choices, widget=forms.RadioSelect
    )


class MessageForm(forms.Form):
    """To whom, and the blanks of the template."""

    to = forms.ChoiceField(
        label=_("To the guardians of"), error_messages={"required": _("Choose to whom it goes.")}
    )

    def __init__(
        self, data: Any, template: Template, offered: Mapping[Kind, list[Recipient]], to: str = ""
    ) -> None:
        super().__init__(data, initial={"to": to})
        self._offered = {f"{one.kind}:{one.uuid}": one for rows in offered.values() for one in rows}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose to whom it goes")),
            *((WORDS[kind], [(f"{one.kind}:{one.uuid}", one.label) for one in rows])
              for kind, rows in offered.items() if rows),
        ]  # fmt: skip
        for name in template.asked:
            if name == "day":
                self.fields[name] = _day(label=BLANK_WORDS[name])
            elif name == "note":
                hint = _("It is sent as you write it, and not translated.")
                self.fields[name] = forms.CharField(
                    label=BLANK_WORDS[name], max_length=1000, widget=_text(3), help_text=hint
                )
            else:
                self.fields[name] = forms.CharField(label=BLANK_WORDS[name], max_length=120)
        if "note" not in template.asked:
            self.fields["own"] = forms.CharField(
                label=_("A sentence of your own"), max_length=OWN_MOST, widget=_text(3),
                required=False, help_text=_("It is added as you write it. Nobody translates it."),
            )  # fmt: skip
        self.fields["own_language"] = forms.ChoiceField(
            label=_("In which language are your words?"), initial=translation.get_language(),
            choices=[(code, str(name)) for code, name in LANGUAGES.items()], required=False,
        )  # fmt: skip

    def own(self) -> Own:
        said = self.cleaned_data
        return Own(said.get("own", "").strip(), said["own_language"])

    def recipient(self) -> Recipient:
        return self._offered[self.cleaned_data["to"]]

    def blanks(self) -> dict[str, str]:
        besides = ("to", "own", "own_language")
        said = self.cleaned_data.items()
        return {name: str(value) for name, value in said if name not in besides}


class TemplateForm(RevisedForm):
    """Subject and text in each language."""

    asks = forms.BooleanField(label=_("An answer is asked for"), required=False)

    def __init__(self, data: Any, template: Template, languages: Mapping[str, str]) -> None:
        super().__init__(data, initial={"asks": template.asks, "revision": template.revision})
        self.languages = languages
        for code, name in languages.items():
            subject, body = template.texts.get(code, ("", ""))
            attrs = {"lang": code, "dir": "auto"}
            self.fields[f"subject-{code}"] = forms.CharField(
                label=_("Subject, %(language)s") % {"language": name}, max_length=150,
                required=False, initial=subject, widget=forms.TextInput(attrs=attrs),
            )  # fmt: skip
            self.fields[f"body-{code}"] = forms.CharField(
                label=_("Text, %(language)s") % {"language": name}, max_length=2500,
                required=False, initial=body, widget=forms.Textarea(attrs={**attrs, "rows": 6}),
            )  # fmt: skip
        self.order_fields([*[n for n in self.fields if "-" in n], "asks", "revision"])

    def texts(self) -> dict[str, list[str]]:
        said = self.cleaned_data
        return {code: [said[f"subject-{code}"], said[f"body-{code}"]] for code in self.languages}


class ContactForm(forms.Form):
    """How one was in touch, about what, and how it went."""

    kind = forms.ChoiceField(
        label=_("How"), choices=Contact.Kind.choices, widget=forms.RadioSelect, initial="call"
    )
    tone = forms.ChoiceField(
        label=_("It was"), choices=Contact.Tone.choices, widget=forms.RadioSelect
    )
    topic = forms.CharField(
        label=_("About what"),
        max_length=120,
        help_text=_("In a few words, such as “read aloud well”."),
    )
    on = _day(label=_("On"))
    guardian = forms.ChoiceField(label=_("With whom"), required=False)
    reached = forms.BooleanField(label=_("Somebody answered"), required=False, initial=True)
    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, widget=_text(3),
        help_text=_("Read by you, who leads the learner’s group, and the leaders of the school."),
    )  # fmt: skip

    def __init__(self, data: Any, guardians: Sequence[Any], **options: Any) -> None:
        super().__init__(data, **options)
        self._known = {str(one.uuid): one for one in guardians}
        said = [(key, one.name) for key, one in self._known.items()]
        self.fields["guardian"].choices = [("", _("not noted")), *said]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        found["guardian"] = self._known.get(found["guardian"])
        return found


class PeriodForm(forms.Form):
    """Which days a report is of."""

    first = _day(label=_("From"), required=False)
    last = _day(label=_("Until"), required=False)
