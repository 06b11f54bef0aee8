"""What is asked of whoever starts an ecosystem."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.commons.ecosystems.lands import ZONES
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tongues import in_order, shown_in
from hedgerow.commons.membership.rules import addresses_in

from .addresses import LENGTH, address_from
from .wishes import Wish


class StartForm(forms.Form):
    """Name, address, languages and time zone of a new ecosystem, and who may see it."""

    name = forms.CharField(label=_("Name"), max_length=200)
    part_of = forms.ChoiceField(
        label=_("Part of"), required=False,
        help_text=_("A network that you convene, if this is to be one of its parts. It is read with them."),
    )  # fmt: skip
    slug = forms.SlugField(
        label=_("Address"),
        max_length=LENGTH,
        required=False,
        help_text=_(
            "Small letters, digits and hyphens: the end of the web address, such as my-town. "
            "Left empty, one is proposed from the name."
        ),
        widget=forms.TextInput(
            attrs={
                "data-proposed-from": "name",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autocomplete": "off",
                "dir": "ltr",
            }
        ),
        error_messages={
            "invalid": _(
                "An address has the letters a to z, digits and hyphens alone, no spaces and no "
                "accents: write San José as san-jose."
            )
        },
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=tuple(LANGUAGES.items()), widget=forms.CheckboxSelectMultiple,
        help_text=shown_in(_("In which its own words and texts are written.")),
    )  # fmt: skip
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=ZONES,
        required=False,
        help_text=_("Every time here is told in it."),
    )
    public = forms.ChoiceField(
        label=_("Who may see it"),
        choices=(("", _("only members")), ("yes", _("everybody"))),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("You can change this in the settings whenever you like."),
    )
    facts = forms.BooleanField(
        label=_("Bring the original’s parts, figures, holidays and texts too"), required=False,
        help_text=_("For a set-up of your own that moves here, or the same place again. They are true of the original."),
    )  # fmt: skip
    invite = forms.CharField(
        label=_("Invite colleagues"),
        required=False,
        max_length=30_000,
        help_text=_(
            "E-mail addresses, one a line. Each gets a letter once the ecosystem is complete."
        ),
        widget=forms.Textarea(
            attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
        ),
    )
    invite_as = forms.ChoiceField(
        label=_("They come"),
        choices=(("member", _("to look around and take part")), ("convener", _("to convene"))),
        initial="member",
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, wholes: Sequence[Ecosystem] = (), may_bring: bool = True, **values: Any
    ) -> None:
        super().__init__(*args, **values)
        if not may_bring:
            del self.fields["facts"]
        self._wholes = {one.slug: one for one in wholes}
        if wholes or self.data.get("part_of"):  # what may not be is refused, not left out
            named = [(one.slug, one.said("name")) for one in wholes]
            self.fields["part_of"].choices = [("", _("nothing")), *named]  # type: ignore[attr-defined] # a field of choices
        else:
            del self.fields["part_of"]
        if not self.is_bound and not self.initial.get("part_of"):  # else what was chosen stands
            self.fields["time_zone"].widget.attrs["data-own-zone"] = ""

    def given(self) -> dict[str, Any]:
        """What ``start_planting`` takes."""
        said = dict(self.cleaned_data)
        whole = self._wholes.get(said.pop("part_of", ""))
        facts = said.pop("facts", False)
        wish = Wish(
            **{key: said.pop(key) for key in ("public", "languages", "time_zone")}, facts=facts
        )
        return {**said, "wish": wish, "whole": whole}

    def clean_languages(self) -> list[str]:
        before = self.initial.get("languages", ())
        return in_order(self.cleaned_data["languages"], before, LANGUAGES)

    def clean_public(self) -> bool:
        return bool(self.cleaned_data["public"])

    def clean_invite_as(self) -> str:
        return str(self.cleaned_data["invite_as"] or "member")

    def clean_invite(self) -> list[str]:
        return addresses_in(str(self.cleaned_data["invite"]))

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).lower()
        if not slug:
            raise ValidationError(self._proposed())
        if Ecosystem.objects.filter(slug=slug).exists():
            raise ValidationError(
                _("There already is an ecosystem at this address. Choose another.")
            )
        return slug

    def _proposed(self) -> str:
        """What to say where no address was given; one from the name then stands in the field."""
        proposed = address_from(str(self.cleaned_data.get("name", "")))
        if not proposed:
            return gettext("Write an address: none can be made from the name.")
        if isinstance(self.data, QueryDict):  # a page shows it; a program is told
            shown = self.data.copy()
            shown["slug"] = proposed
            self.data = shown
        text = gettext(
            "“%(slug)s” is proposed from the name. Send it so, or write another: it stays."
        )
        return text % {"slug": proposed}
