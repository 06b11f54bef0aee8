"""A day as forms take it."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)
"""What the API takes too: a day beyond them was mistyped, and reckoning with it overflows."""
BEYOND = _("Enter a day of the years 1900 to 2200.")


class DayField(forms.DateField):
    """A day of the years 1900 to 2200."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators += [MinValueValidator(FIRST, BEYOND), MaxValueValidator(LAST, BEYOND)]
