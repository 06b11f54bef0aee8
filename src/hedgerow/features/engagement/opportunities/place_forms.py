"""What is asked about who gets a place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.membership.picker_field import people_field
from hedgerow.commons.membership.picking import Picker


class GiveForm(forms.Form):
    """Who is given a place."""

    people = people_field(label=_("Who gets a place?"))

    def __init__(self, data: Any = None, *, people: Any, page: Picker, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: Any = self.fields
        fields["people"].queryset = people
        fields["people"].widget.page = page
