"""What is asked for a referral and for a concern."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hedgerow.commons.people.models import Organisation, Person

from .models import ConcernNote, Referral


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _named(rows: Sequence[Any]) -> list[tuple[str, str]]:
    return [(str(one.uuid), one.name) for one in rows]


class ReferForm(forms.Form):
    """From whom, to whom, with what."""

    sender = forms.ChoiceField(label=pgettext_lazy("organisation", "From"))
    receiver = forms.ChoiceField(label=pgettext_lazy("organisation", "To"))
    need = forms.ChoiceField(label=_("What is needed"), choices=Referral.Need.choices)
    note = forms.CharField(
        label=_("What they should know"), max_length=2000, required=False, widget=_text(5),
        help_text=_("The family reads it too. The other organisation reads it once they agree."),
    )  # fmt: skip

    def __init__(
        self, data: Any, senders: Sequence[Organisation], receivers: Sequence[Organisation]
    ) -> None:
        super().__init__(data)
        self._known = {str(one.uuid): one for one in (*senders, *receivers)}
        self.fields["sender"].choices = _named(senders)  # type: ignore[attr-defined]
        named = [*BLANK_CHOICE_DASH, *_named(receivers)]  # nobody is asked by accident
        self.fields["receiver"].choices = named  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        ends = {name: self._known[given[name]] for name in ("sender", "receiver")}
        return {**ends, "need": given["need"], "note": given["note"]}


class RedirectForm(forms.Form):
    """Whom to ask instead."""

    receiver = forms.ChoiceField(label=_("Ask instead"))

    def __init__(self, data: Any, receivers: Sequence[Organisation]) -> None:
        super().__init__(data)
        self._known = {str(one.uuid): one for one in receivers}
        self.fields["receiver"].choices = _named(receivers)  # type: ignore[attr-defined]

    def chosen(self) -> Organisation:
        return self._known[self.cleaned_data["receiver"]]


class RaiseForm(forms.Form):
    """What happened, and to whom: words that a child can fill in."""

    text = forms.CharField(
        label=_("What happened, or what worries you?"), max_length=4000, widget=_text(6),
        help_text=_("In your own words. You need not be sure."),
    )  # fmt: skip
    about = forms.ChoiceField(
        label=_("Whom is it about?"), widget=forms.RadioSelect,
        choices=[("me", _("me")), ("other", _("somebody else"))],
    )  # fmt: skip
    about_name = forms.CharField(
        label=_("Their name, if you know it"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    against = forms.ChoiceField(
        label=_("Is it about something that one of these people did?"), required=False,
        help_text=_("Then it goes to the others, and they do not learn of it."),
    )  # fmt: skip

    def __init__(self, data: Any, leads: Sequence[Person]) -> None:
        super().__init__(data)
        self._leads = {str(one.uuid): one for one in leads}
        against = self.fields["against"]
        against.choices = [("", _("no")), *_named(leads)]  # type: ignore[attr-defined]
        if not leads:
            del self.fields["against"]
        elif len(leads) == 1:
            against.label = _("Is it about something that this person did?")
            against.help_text = _(
                "Then it does not go there, and this person does not learn of it."
            )

    def accused(self) -> Person | None:
        return self._leads.get(self.cleaned_data.get("against", ""))


class NoteForm(forms.Form):
    """A note, or what was done."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=ConcernNote.Kind.choices, widget=forms.RadioSelect,
        initial="note",
    )  # fmt: skip
    text = forms.CharField(label=_("In words"), max_length=4000, widget=_text(4))


class CloseForm(forms.Form):
    outcome = forms.CharField(label=_("What came of it"), max_length=500, widget=_text(2))
