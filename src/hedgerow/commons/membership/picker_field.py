"""The field of a form that ``picking`` fills: a page of people with their boxes."""

from typing import Any

from django import forms
from django.utils.functional import Promise

from hedgerow.commons.people.models import Person

from .picking import Picker


class PickerWidget(forms.Widget):
    """Shows ``page``, which the form's view gives it, and reads who is chosen."""

    template_name = "membership/picker.html"
    use_fieldset = True
    page: Picker | None = None
    fold: str | Promise = ""
    """What opens the list, where few need it; it is open from the first where somebody is chosen."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "page": self.page, "fold": self.fold}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return list(data.getlist(name) if hasattr(data, "getlist") else data.get(name, []))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


def people_field(fold: str | Promise = "", **given: Any) -> forms.ModelMultipleChoiceField:  # type: ignore[type-arg]
    """A field for people chosen by a picker, by their public ids; behind ``fold``, if it is said."""
    widget = PickerWidget()
    widget.fold = fold
    return forms.ModelMultipleChoiceField(
        Person.objects.none(), widget=widget, to_field_name="uuid", **given
    )
