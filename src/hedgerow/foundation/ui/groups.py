"""A long form asks in groups, each under a title of its own."""

from collections.abc import Iterator, Sequence

from django import forms
from django.utils.functional import Promise

Groups = Sequence[tuple[str | Promise, Sequence[str]]]


class Grouped(forms.Form):
    """A form whose visible fields all stand in ``GROUPS``: a title, and the names under it."""

    template_name = "ui/forms/grouped.html"
    GROUPS: Groups = ()
    ABREAST = False
    """Short fields of a group stand beside one another where there is room."""

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Each title with its fields, as far as this form has them, in every language asked for."""
        for title, names in self.GROUPS:
            asked = [
                self[one]
                for name in names
                for one in self.fields
                if one == name or one.startswith(f"{name}.")
            ]
            if asked:
                yield str(title), asked
