"""What is asked about a tie between items."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.told_forms import choose_by_name

from .models import Framework, Item
from .wording import BACK, choices


class TieForm(forms.Form):
    """A tie from the item one stands at: to an item here, or to an address elsewhere."""

    kind = forms.ChoiceField(label=_("This item…"), choices=choices)
    framework = forms.ModelChoiceField(
        label=_("Framework of the other item"), queryset=Framework.objects.none(), required=False
    )
    code = forms.CharField(
        label=_("Code of the other item"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    uri = forms.URLField(
        label=_("Or an address elsewhere"), max_length=500, required=False, assume_scheme="https"
    )
    title = forms.CharField(label=_("What is found there"), max_length=300, required=False)
    notes = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, frameworks: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["framework"].label_from_instance = (  # type: ignore[attr-defined]
            lambda row: f"{row.said('title')} · {row.version}"
        )
        choose_by_name(self.fields["framework"], frameworks)

    def clean(self) -> dict[str, Any]:
        """Find the other item by its code, where one was given."""
        cleaned: dict[str, Any] = super().clean() or {}
        code, framework = cleaned.get("code"), cleaned.get("framework")
        if code and framework:
            cleaned["item"] = Item.objects.filter(framework=framework, code=code).first()
            if cleaned["item"] is None:
                self.add_error("code", _("This framework has no item of that code."))
        elif code:
            self.add_error("framework", _("Choose the framework in which the code stands."))
        elif not cleaned.get("uri") and "uri" not in self.errors:
            self.add_error("code", _("Give the code of an item, or an address elsewhere."))
        return cleaned

    def row_from(self, item: Item) -> dict[str, Any]:
        """The tie as the action takes it."""
        said = self.cleaned_data
        near, far = (
            ("destination", "origin")
            if said["kind"].startswith(BACK)
            else ("origin", "destination")
        )
        other = said.get("item")
        there = (
            {f"{far}_id": other.pk}
            if other
            else {f"{far}_uri": said["uri"], f"{far}_title": said["title"]}
        )
        kind = said["kind"].removeprefix(BACK)
        return {"kind": kind, f"{near}_id": item.pk, "notes": said["notes"], **there}
